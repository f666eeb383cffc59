import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test('--read-only changes nothing on the server, and skips cases that would', async () => {
  const fixture = await server.fixture();
  const before = await server.export();
  const { results } = await runKit({ fixture, readOnly: true });
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const reads = new Set(cases.flatMap(({ id, effect }) => (effect === 'reads' ? [id] : [])));
  for (const { id, outcome, exchanges } of results) {
    if (!reads.has(id)) expect([id, outcome, exchanges]).toEqual([id, 'skipped', []]);
  }
  expect(await server.export()).toBe(before);
});

test('without `destructive` in the fixture, no session ends and no key is rotated', async () => {
  const { destructive: _, ...fixture } = await server.fixture();
  const destroys = cases.filter(({ effect }) => effect === 'destroys');
  const before = await server.export();
  const { results } = await runKit({ fixture, cases: destroys });
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
  expect(await server.export()).toBe(before);
});
