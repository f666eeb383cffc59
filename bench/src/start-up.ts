/**
 * Measures starts: the time from the spawn of the process to its first answer, and its CPU time and memory until then. The
 * reference server starts with a new database and with one that it has used before; a bare Express "hello" stands beside
 * them. They take turns in one run. The table gives medians and their ratios to bare Express. Build first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations } from '@p2core/types';
import { median } from './measure/median.js';
import { measureStart, type Start } from './start-up/measure.js';

const rounds = Number(process.env.ROUNDS ?? 15);
const hello = fileURLToPath(new URL('start-up/hello.mjs', import.meta.url));
const program = fileURLToPath(
  new URL('../../packages/reference-server/bin/p2core-server.js', import.meta.url),
);

const folder = mkdtempSync(join(tmpdir(), 'p2core-start-up-'));
let made = 0;

function startServer(database: string): Promise<Start> {
  const env = { PORT: '0', P2CORE_DATABASE: database };
  return measureStart(program, ['serve', '--json'], env, operations.getChallenge.path);
}

const variants: Record<string, () => Promise<Start>> = {
  'bare Express': () => measureStart(hello, [], {}, '/'),
  'reference server, first start': () => startServer(join(folder, `${++made}.db`)),
  'reference server, later start': () => startServer(join(folder, 'kept.db')),
};

const starts = new Map<string, Start[]>(Object.keys(variants).map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  const entries = Object.entries(variants);
  for (const [name, start] of round % 2 === 0 ? entries : entries.reverse()) {
    const measured = await start();
    if (round >= 0) starts.get(name)?.push(measured);
  }
}
rmSync(folder, { recursive: true, force: true });

const medianOf = (name: string, key: keyof Start) =>
  median((starts.get(name) ?? []).map((start) => start[key]));
console.log(`medians of ${rounds} rounds`);
console.table(
  Object.fromEntries(
    Object.keys(variants).map((name) => [
      name,
      {
        ms: Math.round(medianOf(name, 'milliseconds')),
        'ms ÷ bare': ratio(name, 'milliseconds'),
        'CPU in ms': Math.round(medianOf(name, 'cpu')),
        'CPU ÷ bare': ratio(name, 'cpu'),
        'RSS in MB': Math.round(medianOf(name, 'megabytes')),
        'RSS ÷ bare': ratio(name, 'megabytes'),
      },
    ]),
  ),
);

function ratio(name: string, key: keyof Start): number {
  return Number((medianOf(name, key) / medianOf('bare Express', key)).toFixed(2));
}
