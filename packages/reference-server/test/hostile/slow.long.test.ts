/** The default limits hold in the program: slow clients are answered or disconnected without any setting. */
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { operations } from '@p2core/types';
import { test } from 'vitest';
import { startExample, startReferenceServer } from './victims.js';

/** Writes these octets, then a drop every second, and reads until the server closes the connection. */
async function readSlowly(port: number, octets: string, drop: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(octets);
  const timer = setInterval(() => socket.write(drop), 1_000);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => socket.once('close', resolve).once('end', resolve));
  clearInterval(timer);
  socket.destroy();
  return text;
}

const upload = `${operations.updateSessionIdCert.method} ${operations.updateSessionIdCert.path} HTTP/1.1\r\nHost: a\r\n`;

test.concurrent.for([
  ['the reference server', startReferenceServer],
  ['the server of the stubs’ README', startExample],
] as const)('%s', { timeout: 120_000 }, async ([, start], { expect, onTestFinished }) => {
  const victim = await start();
  onTestFinished(() => victim.stop());
  expect(await victim.answers()).toBe(true);
  await setTimeout(500);
  const before = victim.descriptors();
  const { port, large } = victim.aim;

  const never = connect(port, '127.0.0.1').on('error', () => {});
  never.pause();
  for (let count = 0; count < 100; count += 1) {
    never.write(`GET ${large} HTTP/1.1\r\nHost: a\r\n\r\n`);
  }
  onTestFinished(() => void never.destroy());

  const [head, content, silent] = await Promise.all([
    readSlowly(port, 'GET / HTTP/1.1\r\n', 'X: y\r\n'),
    readSlowly(port, `${upload}Content-Length: 1000\r\n\r\n`, 'x'),
    readSlowly(port, '', ''),
  ]);
  expect(head).toMatch(/^HTTP\/1\.1 408 [\s\S]*P2CORE_REQUEST_TIMEOUT/);
  expect(content).toMatch(/^HTTP\/1\.1 (401|408|501) /);
  expect(silent).toMatch(/^HTTP\/1\.1 408 /);
  await expect.poll(() => victim.descriptors(), { timeout: 60_000 }).toBeLessThanOrEqual(before);
  expect(victim.log()).toEqual([]);
});
