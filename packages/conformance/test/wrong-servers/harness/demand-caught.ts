import { afterAll, beforeAll, describe, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../../support/healthy-server.js';
import type { WrongServer } from '../wrong-server.js';
import { caseOf, expectCaught, needsAll, patience, wholeKit } from './judge.js';

/** Defines a test for each of these wrong servers, which share one healthy server. */
export function demandCaught(
  wrongServers: readonly WrongServer[],
  settings: NodeJS.ProcessEnv = {},
): void {
  let healthy: HealthyServer;
  beforeAll(async () => {
    healthy = await startHealthyServer(settings);
  });
  afterAll(() => healthy.close());

  describe('the kit catches a server that', () => {
    const isAlone = (id: string) => wholeKit || needsAll(caseOf(id));
    for (const wrong of wrongServers.toSorted(
      (one, other) => Number(isAlone(one.caughtBy)) - Number(isAlone(other.caughtBy)),
    )) {
      const { name, clause, caughtBy } = wrong;
      const run = isAlone(caughtBy) ? test : test.concurrent;
      run(`${name} (${clause}, ${caughtBy})`, patience, () => expectCaught(wrong, healthy));
    }
  });
}
