/** The kit tries the administrator's token once before the run, without a rotation. */
import { operations } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fixture } from '../../src/index.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

const some = cases.filter(({ id }) =>
  ['any/fixture-tokens', 'rotateServerIdentityKey/new-key'].includes(id),
);

async function keyOf({ url }: Fixture): Promise<unknown> {
  return (await fetch(url + operations.getServerPublicKey.path)).json();
}

test.each([
  ['that is unknown', () => 'nobody-has-this-token'],
  ['of a session', ({ actor }: Fixture) => actor?.sessions[0]?.token],
])('a token %s is refused in one line, and its cases are skipped', async (_, tokenIn) => {
  const fixture = await server.fixture();
  const before = await keyOf(fixture);
  const administratorToken = tokenIn(fixture) ?? '';
  const { results } = await runKit({ fixture: { ...fixture, administratorToken }, cases: some });
  expect(results).toEqual([
    expect.objectContaining({
      outcome: 'failed',
      failure: expect.objectContaining({
        expected: 'a token that is accepted, of administratorToken',
      }),
    }),
    expect.objectContaining({
      outcome: 'skipped',
      reason: 'the server does not accept the token of administratorToken',
    }),
  ]);
  expect(await keyOf(fixture)).toBe(before);
});

test('the right token is accepted, and its trial rotates no key', async () => {
  const fixture = await server.fixture();
  const before = await keyOf(fixture);
  const tokens = some.filter(({ id }) => id === 'any/fixture-tokens');
  const needing = { ...tokens[0], needs: ['administratorToken'] } as (typeof some)[number];
  const { results } = await runKit({ fixture, cases: [needing] });
  expect(results).toEqual([expect.objectContaining({ outcome: 'passed' })]);
  expect(await keyOf(fixture)).toBe(before);
});
