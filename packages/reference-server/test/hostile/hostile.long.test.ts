/** 20,000 hostile connections in one run leave no memory or descriptors in use. */
import { onTestFinished, test } from 'vitest';
import { startExample, startReferenceServer } from './victims.js';
import { expectToWithstand } from './withstand.js';

const connections = 20_000;

test.each([
  ['the reference server', startReferenceServer],
  ['the server of the stubs’ README', startExample],
] as const)(
  `${connections} hostile connections leave no memory or descriptors in use: %s`,
  { timeout: 280_000 },
  async (_name, start) => {
    const victim = await start();
    onTestFinished(() => victim.stop());
    await expectToWithstand(victim, connections);
  },
);
