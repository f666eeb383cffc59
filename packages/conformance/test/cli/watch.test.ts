/** With --watch, Enter runs the failed cases again, also where the server was stopped or restarted meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { oneOperation } from '../support/few-operations.js';
import { startSillyServer } from '../support/silly-server.js';
import { runHere } from './run-here.js';

const main = fileURLToPath(new URL('../../bin/p2core-conformance.js', import.meta.url));

test('the failed cases run again, then all cases; the last run decides the exit status', async () => {
  let isMended = false;
  const server = await startSillyServer((request, response) => {
    if (isMended) request.url = request.url?.replace(/\/$/, '') ?? '';
    oneOperation(request, response);
  });
  onTestFinished(() => server.close());
  const only = 'getChallenge/happy,getChallenge/trailing-slash';
  const child = spawn(process.execPath, [main, server.url, '--watch', '--only', only]);
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  const prompts: string[] = [];
  for await (const chunk of child.stderr) {
    prompts.push(...String(chunk).trim().split('\n'));
    isMended = true;
    if (prompts.length < 4) child.stdin.write('\n');
    else child.stdin.end();
  }
  if (child.exitCode === null) await once(child, 'close');
  expect(prompts).toEqual([
    'Enter runs the one that failed again, Ctrl+D ends.',
    'Enter runs all again, Ctrl+D ends.',
    'Enter runs all again, Ctrl+D ends.',
    'Enter runs all again, Ctrl+D ends.',
  ]);
  const verdicts = [...output.matchAll(/passes (\d of \d cases?)/g)].map(([, count]) => count);
  expect(verdicts).toEqual(['1 of 2 cases', '1 of 1 case', '2 of 2 cases', '2 of 2 cases']);
  expect(child.exitCode).toBe(0);
});

test('--watch refuses a fixture on standard input, which it needs itself', async () => {
  const { status, stderr } = await runHere(['--fixture', '-', '--watch']);
  expect(status).toBe(2);
  expect(stderr).toContain('give the fixture as a file');
});
