import type { CaseResult } from './result.js';

const width = 30;

/** Shows a run's progress on one line of a terminal. `end` removes the line. */
export function showProgress(
  stream: NodeJS.WriteStream,
  total: number,
): { onStart: (id: string) => void; onResult: (result: CaseResult) => void; end: () => void } {
  let done = 0;
  let failed = 0;
  const running = new Set<string>();
  const clearLine = '\r\x1b[2K';
  const show = () => {
    const filled = Math.round((done / total) * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const [oldest = ''] = running;
    const text = `${bar} ${done}/${total}${failed > 0 ? `  ${failed} failed` : ''}  ${oldest}`;
    stream.write(clearLine + text.slice(0, (stream.columns || 80) - 1));
  };
  return {
    onStart: (id) => {
      running.add(id);
      show();
    },
    onResult: ({ id, outcome }) => {
      done++;
      if (outcome === 'failed') failed++;
      running.delete(id);
      show();
    },
    end: () => stream.write(clearLine),
  };
}
