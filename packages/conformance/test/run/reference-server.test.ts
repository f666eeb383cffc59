import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findPostgres,
  startPostgres,
  type TestPostgres,
} from '../../../reference-server/test/store/postgres.js';
import type { CaseResult } from '../../src/report/result.js';
import { cases, runKit } from '../support/kit.js';
import { startTestedServer } from '../support/tested-server.js';

/** What the reference server, with everything in its fixture, still has no use for. */
const acceptedReasons = ['the server offers this optional route'];

/** What of a fixture a run uses up. */
const usedUp = ['spareSessions', 'keyPackages', 'events'];

const programs = findPostgres();
let postgres: TestPostgres | undefined;
beforeAll(async () => {
  if (programs === undefined) console.warn('PostgreSQL is not tried: it is not installed');
  else postgres = await startPostgres(programs);
});
afterAll(() => postgres?.stop());

const summary = ({ id, outcome, reason, failure }: CaseResult) => ({
  id,
  outcome,
  reason,
  failure,
});

test('a run with a fixture that an earlier run has used up accuses nobody', {
  timeout: 300_000,
}, async () => {
  const server = await startTestedServer();
  try {
    const uses = cases.filter(({ needs }) => needs.some((need) => usedUp.includes(need)));
    for (const expected of ['passed', 'skipped']) {
      const { results } = await runKit({ fixture: server.fixture, cases: uses });
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(summary)).toEqual([]);
      const once = ['getKeyPackages/once', 'getEvents/in-order'];
      const ofThose = results.filter(({ id }) => once.includes(id));
      expect(ofThose.map(({ outcome }) => outcome)).toEqual(once.map(() => expected));
    }
  } finally {
    await server.close();
  }
});

describe.each(programs === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('on %s', (kind) => {
  test('the reference server passes every case, and none is skipped without need', async () => {
    const database = kind === 'PostgreSQL' ? await postgres?.newDatabase() : undefined;
    const server = await startTestedServer(database ? { P2CORE_DATABASE: database } : {});
    try {
      const { results, milliseconds } = await runKit({ fixture: server.fixture });
      const left = results.filter(
        ({ outcome, reason = '' }) =>
          outcome !== 'passed' && !(outcome === 'skipped' && acceptedReasons.includes(reason)),
      );
      expect(left.map(summary)).toEqual([]);
      console.log(`${results.length} cases on ${kind} in ${(milliseconds / 1000).toFixed(1)} s`);
    } finally {
      await server.close();
    }
  });
});
