/**
 * Strangers who break connections, pipeline or do not read leave no memory or descriptors in use. The long tier has
 * 20,000 of them.
 */
import { connect } from 'node:net';
import { defaultLimits } from '@p2core/server';
import { expect, test } from 'vitest';
import { startExample, startReferenceServer } from './victims.js';
import { expectToWithstand } from './withstand.js';

// Each waits for its server most of the time.
test.concurrent.for([
  ['the reference server', startReferenceServer],
  ['the server of the stubs’ README', startExample],
] as const)(
  'hundreds of hostile connections leave no memory or descriptors in use: %s',
  async ([, start], { onTestFinished }) => {
    const victim = await start();
    onTestFinished(() => victim.stop());
    await expectToWithstand(victim, 460);
  },
);

test.concurrent('silent connections use no more descriptors than the limit, and block no other client', async ({
  onTestFinished,
}) => {
  const victim = await startExample();
  onTestFinished(() => victim.stop());
  expect(await victim.answers()).toBe(true);
  const before = victim.descriptors();
  const { maxConnections } = defaultLimits;
  const silent = Array.from({ length: maxConnections + 300 }, () =>
    connect(victim.aim.port, '127.0.0.1').on('error', () => {}),
  );
  onTestFinished(() => {
    for (const socket of silent) socket.destroy();
  });
  await Promise.all(
    silent.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
  );
  expect(await victim.answers()).toBe(true);
  // The connection of the answer may be about to close.
  await expect
    .poll(victim.descriptors, { timeout: 10_000 })
    .toBeLessThanOrEqual(before + maxConnections);
});
