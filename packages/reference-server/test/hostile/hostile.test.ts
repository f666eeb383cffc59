/** Strangers who break, pipeline or do not read leave nothing behind. The long tier has 20,000 of them. */
import { onTestFinished, test } from 'vitest';
import { startExample, startReferenceServer } from './victims.js';
import { expectToWithstand } from './withstand.js';

test.each([
  ['the reference server', startReferenceServer],
  ['the server of the stubs’ README', startExample],
] as const)('hundreds of hostile connections leave nothing behind: %s', async (_name, start) => {
  const victim = await start();
  onTestFinished(() => victim.stop());
  await expectToWithstand(victim, 460);
});
