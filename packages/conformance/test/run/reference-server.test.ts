import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findPostgres,
  startPostgres,
  type TestPostgres,
} from '../../../reference-server/test/store/postgres.js';
import { allOperations } from '../../src/operation.js';
import type { CaseResult } from '../../src/report/result.js';
import { declaredOf, seenIn, whyNotCaused } from '../clauses/declared.js';
import { cases, runKit } from '../support/kit.js';
import { startTestedServer } from '../support/tested-server.js';

/** What the reference server, with everything in its fixture, still has no use for. */
const acceptedReason =
  /^the server offers this optional route$|^the limit is \d+ requests away, too far to try$/;

/** A server in a process of its own takes its time where much else runs. */
const patience = { timeout: 300_000 };

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

test('a limit that is near is reached, and judged', patience, async () => {
  const server = await startTestedServer({ P2CORE_RATE_LIMIT: '30' });
  try {
    const limited = cases.filter(({ id }) => id === 'any/rate-limited');
    const { results } = await runKit({ fixture: server.fixture, cases: limited });
    expect(results.map(summary)).toEqual([
      expect.objectContaining({ id: 'any/rate-limited', outcome: 'passed' }),
    ]);
    expect(results[0]?.exchanges.at(-1)?.answer?.status).toBe(429);
  } finally {
    await server.close();
  }
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

/** What the contract declares and no case has seen, but for what none can cause. */
function unseenIn(results: readonly CaseResult[]): string[] {
  return allOperations.flatMap((operation) => {
    const seen = seenIn(results, operation);
    return declaredOf(operation)
      .filter((line) => !seen.has(line) && whyNotCaused(operation, line) === undefined)
      .map((line) => `${operation.operationId}: ${line}`);
  });
}

describe.each(programs === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('on %s', (kind) => {
  test(
    'the reference server passes every case, and none is skipped without need',
    patience,
    async () => {
      const database = kind === 'PostgreSQL' ? await postgres?.newDatabase() : undefined;
      const server = await startTestedServer(database ? { P2CORE_DATABASE: database } : {});
      try {
        const { results, milliseconds } = await runKit({ fixture: server.fixture });
        const left = results.filter(
          ({ outcome, reason = '' }) =>
            outcome !== 'passed' && !(outcome === 'skipped' && acceptedReason.test(reason)),
        );
        expect(left.map(summary)).toEqual([]);
        expect(unseenIn(results)).toEqual([]);
        console.log(`${results.length} cases on ${kind} in ${(milliseconds / 1000).toFixed(1)} s`);
      } finally {
        await server.close();
      }
    },
  );
});
