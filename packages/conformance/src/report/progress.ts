import type { CaseResult } from './result.js';

const width = 30;

/** Shows on a terminal how far a run is, on one line that `end` takes away again. */
export function showProgress(
  stream: NodeJS.WriteStream,
  total: number,
): { onResult: (result: CaseResult) => void; end: () => void } {
  let done = 0;
  let failed = 0;
  const clearLine = '\r\x1b[2K';
  return {
    onResult: ({ id, outcome }) => {
      done++;
      if (outcome === 'failed') failed++;
      const filled = Math.round((done / total) * width);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      const text = `${bar} ${done}/${total}${failed > 0 ? `  ${failed} failed` : ''}  ${id}`;
      stream.write(clearLine + text.slice(0, (stream.columns || 80) - 1));
    },
    end: () => stream.write(clearLine),
  };
}
