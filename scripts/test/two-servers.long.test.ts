/** The commands that start two servers: `pnpm demo` and `pnpm pair`. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { operations } from '@p2core/types';
import { expect, test } from 'vitest';
import { root } from '../src/workspace.js';

const tsx = [process.execPath, '--import', 'tsx'] as const;

test('the demonstration shows every operation and succeeds', {
  timeout: 60_000,
}, async () => {
  const [node, ...args] = tsx;
  const { stdout } = await promisify(execFile)(node, [...args, 'scripts/src/demo.ts'], {
    cwd: root,
  });
  const count = Object.keys(operations).length;
  expect(stdout).toContain(`All ${count} operations answered as the contract says.`);
  expect(stdout.match(/^\d\. /gm)).toHaveLength(6);
});

test('a pair of servers runs until it is stopped', { timeout: 60_000 }, async () => {
  const [node, ...args] = tsx;
  const env = { ...process.env, PORT: '0' };
  const child = spawn(node, [...args, 'scripts/src/pair.ts'], { cwd: root, env });
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (printed.includes('Ctrl+C')) break;
  }
  const urls = [...printed.matchAll(/API +(\S+)\/\.p2/g)].map(([, url]) => url);
  expect(urls).toHaveLength(2);
  for (const url of urls) {
    expect((await fetch(`${url}${operations.getChallenge.path}`)).status).toBe(200);
  }
  const walk = new URL(/\S+walk-through\.html\S+/.exec(printed)?.[0] ?? '');
  const given = new URLSearchParams(walk.hash.slice(1));
  expect([given.get('home'), given.get('abroad')]).toEqual(urls);
  expect((await fetch(walk)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
