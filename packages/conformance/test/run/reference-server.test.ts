import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findPostgres,
  startPostgres,
  type TestPostgres,
} from '../../../reference-server/test/store/postgres.js';
import type { CaseResult } from '../../src/report/result.js';
import { runKit } from '../support/kit.js';
import { startTestedServer } from '../support/tested-server.js';

/** What the reference server, with everything in its fixture, still has no use for. */
const acceptedReasons = ['the server offers this optional route'];

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
