/** Expects the kit to catch each wrong server whose healthy server has settings of its own. */
import { describe, test } from 'vitest';
import { startHealthyServer } from '../support/healthy-server.js';
import { wrongServers } from './all.js';
import { expectCaught, patience } from './harness/judge.js';

describe('the kit catches a server that', () => {
  for (const wrong of wrongServers.filter(({ settings }) => settings !== undefined)) {
    const { name, clause, caughtBy } = wrong;
    test(`${name} (${clause}, ${caughtBy})`, patience, async () => {
      const healthy = await startHealthyServer(wrong.settings);
      try {
        await expectCaught(wrong, healthy);
      } finally {
        await healthy.close();
      }
    });
  }
});
