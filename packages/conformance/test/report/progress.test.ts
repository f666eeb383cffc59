import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import type { CaseResult } from '../../src/index.js';
import { showProgress } from '../../src/report/progress.js';

/** A terminal of this many columns that records its text. */
function terminal(columns: number) {
  const written: string[] = [];
  const stream = { columns, write: (text: string) => written.push(text) };
  return { stream: stream as unknown as WriteStream, written };
}

const result = (id: string, outcome: CaseResult['outcome']) => ({ id, outcome }) as CaseResult;

test('progress shows the number of finished cases, the failures, and the longest running case', () => {
  const { stream, written } = terminal(80);
  const { onStart, onResult, end } = showProgress(stream, 4);
  onStart('getChallenge/happy');
  onStart('getEvents/once');
  onResult(result('getChallenge/happy', 'failed'));
  expect(written.at(-1)).toMatch(/█{8}░{22} 1\/4 {2}1 failed {2}getEvents\/once$/);
  end();
  expect(written.at(-1)).toBe('\r\x1b[2K');
});

test('progress stays on one line of a narrow terminal', () => {
  const { stream, written } = terminal(20);
  showProgress(stream, 4).onStart('getChallenge/happy');
  expect(written.at(-1)?.replace('\r\x1b[2K', '')).toHaveLength(19);
});
