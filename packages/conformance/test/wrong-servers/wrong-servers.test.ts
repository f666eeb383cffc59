/** Demands that the kit catches every server that is wrong and can share a healthy one with the others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { wrongServers } from './all.js';
import { caseOf, cases, expectCaught, needsAll, patience, wholeKit } from './harness/judge.js';

let healthy: HealthyServer;
beforeAll(async () => {
  healthy = await startHealthyServer();
});
afterAll(() => healthy.close());

test('every wrong server has a name of its own and a case of the kit', () => {
  const names = wrongServers.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const known = new Set(cases.map(({ id }) => id));
  expect(wrongServers.filter(({ caughtBy }) => !known.has(caughtBy))).toEqual([]);
});

describe('the kit catches a server that', () => {
  const sharing = wrongServers.filter(({ settings }) => settings === undefined);
  const isAlone = (id: string) => wholeKit || needsAll(caseOf(id));
  for (const wrong of sharing.toSorted(
    (one, other) => Number(isAlone(one.caughtBy)) - Number(isAlone(other.caughtBy)),
  )) {
    const { name, clause, caughtBy } = wrong;
    const run = isAlone(caughtBy) ? test : test.concurrent;
    run(`${name} (${clause}, ${caughtBy})`, patience, () => expectCaught(wrong, healthy));
  }
});
