import { expect, test } from 'vitest';
import { summary } from '../support/every-case.js';
import { startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';

const patience = { timeout: 300_000 };

/** The parts of a fixture that a run uses up. */
const usedUp = ['spareSessions', 'keyPackages', 'events'];

test('a low rate limit is reached and judged', patience, async () => {
  const server = await startHealthyServer({ P2CORE_RATE_LIMIT: '30' });
  try {
    const limited = cases.filter(({ id }) => id === 'any/rate-limited');
    const { results } = await runKit({ fixture: { url: server.url }, cases: limited });
    expect(results.map(summary)).toEqual([
      expect.objectContaining({ id: 'any/rate-limited', outcome: 'passed' }),
    ]);
    expect(results[0]?.exchanges.at(-1)?.answer?.status).toBe(429);
  } finally {
    await server.close();
  }
});

test('a run with a used-up fixture has no failure', patience, async () => {
  const server = await startHealthyServer();
  try {
    const uses = cases.filter(({ needs }) => needs.some((need) => usedUp.includes(need)));
    const fixture = await server.fixture();
    for (const expected of ['passed', 'skipped']) {
      const { results } = await runKit({ fixture, cases: uses });
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(summary)).toEqual([]);
      const outcomeOf = (wanted: string) => results.find(({ id }) => id === wanted)?.outcome;
      expect(outcomeOf('getKeyPackages/once')).toBe(expected);
      // An earlier run need not leave what a rotation makes.
      expect(outcomeOf('getEvents/in-order')).toBe('passed');
    }
  } finally {
    await server.close();
  }
});
