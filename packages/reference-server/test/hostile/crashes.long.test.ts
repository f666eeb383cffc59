/** Whatever goes wrong in the program, standard error has lines of JSON only. */
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../durability/server-process.js';

/** A program in which this happens once it is ready: before, the log is not yet the server's. */
async function startWith(mishap: string) {
  const code = `process.once('SIGUSR2', () => { ${mishap} })`;
  const server = startProcess({
    P2CORE_DATABASE: ':memory:',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
  });
  onTestFinished(() => server.kill());
  const url = await server.url;
  server.kill('SIGUSR2');
  return { ...server, url };
}

const entries = (log: string) =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

async function logged(server: { log(): string }): Promise<Record<string, unknown>> {
  await expect.poll(() => entries(server.log()).length).toBe(1);
  return entries(server.log())[0];
}

test.each([
  ['a promise that fails', 'Promise.reject(new Error("two\\nlines"))', 50],
  ['a warning', 'process.emitWarning("two\\nlines")', 40],
])('%s is a line in the log, and the server continues', async (_name, mishap, level) => {
  const server = await startWith(mishap);
  expect(await logged(server)).toMatchObject({ level, err: { message: 'two\nlines' } });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('an uncaught exception is a line in the log, and the server stops', async () => {
  const server = await startWith('throw new Error("two\\nlines")');
  expect(await server.ended).toBe(1);
  expect(await logged(server)).toMatchObject({ level: 60, err: { message: 'two\nlines' } });
});
