import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, runKit } from '../support/kit.js';
import { startTestedServer, type TestedServer } from '../support/tested-server.js';

let server: TestedServer;
beforeAll(async () => {
  server = await startTestedServer();
});
afterAll(() => server.close());

async function databaseAs(name: string): Promise<string> {
  const file = join(server.cli.folder, name);
  const { stderr } = await server.cli.run(['export', file]);
  expect(stderr).toBe('');
  return readFileSync(file, 'utf8');
}

test('--read-only changes nothing on the server, and skips what would', async () => {
  const before = await databaseAs('before');
  const { results } = await runKit({ fixture: server.fixture, readOnly: true });
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const reads = new Set(cases.flatMap(({ id, effect }) => (effect === 'reads' ? [id] : [])));
  for (const { id, outcome, exchanges } of results) {
    if (!reads.has(id)) expect([id, outcome, exchanges]).toEqual([id, 'skipped', []]);
  }
  expect(await databaseAs('after')).toBe(before);
});

test('without leave to destroy, no session ends and no key is rotated', async () => {
  const { destructive: _, ...fixture } = server.fixture;
  const destroys = cases.filter(({ effect }) => effect === 'destroys');
  const before = await databaseAs('before-destroying');
  const { results } = await runKit({ fixture, cases: destroys });
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
  expect(await databaseAs('after-destroying')).toBe(before);
});
