import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { addActor, removeActor } from '../../src/operator/actors.js';
import { addInvitation } from '../../src/operator/invitations.js';
import { hashToken } from '../../src/sessions/tokens.js';
import { outcome, password, post, trust } from '../support/log-in.js';
import { startServer, type TestServer } from '../support/server.js';

const [closed, byInvitation, open] = await Promise.all([
  startServer({ P2CORE_REGISTRATION: 'closed' }),
  startServer(),
  startServer({ P2CORE_REGISTRATION: 'open' }),
]);
afterAll(async () => {
  await Promise.all([closed, byInvitation, open].map((server) => server.close()));
});

async function register(server: TestServer, name: string, payload?: object): Promise<string> {
  const body = { actor_name: name, ...(payload && { auth_payload: payload }) };
  return outcome(await post(server, '/register', body));
}

const invitation = async () => (await addInvitation(byInvitation.operator, '7')).invite;

describe('R27 registration', () => {
  test('that is open needs a name and a password, and gives no token', async () => {
    const body = { actor_name: 'Alice', auth_payload: { password } };
    const answer = await post(open, '/register', body);
    expect([answer.status, answer.json]).toEqual([201, { fid: 'alice@home.example.com' }]);
    expect((await trust(open, 'alice@home.example.com')).status).toBe(201);
  });

  test('that is closed refuses everybody', async () => {
    expect(await register(closed, 'alice', { password })).toBe('403 P2CORE_REGISTRATION_CLOSED');
    const invite = 'A'.repeat(22);
    expect(await register(closed, 'alice', { password, invite })).toBe(
      '403 P2CORE_REGISTRATION_CLOSED',
    );
  });

  test('by invitation wants a good one, and uses it up', async () => {
    const invite = await invitation();
    for (const other of [undefined, '', 'wrong', `${invite}A`]) {
      expect(await register(byInvitation, 'alice', { password, invite: other })).toBe(
        '403 P2CORE_REGISTRATION_CLOSED',
      );
    }
    expect(await register(byInvitation, 'alice', { password, invite })).toBe('201');
    expect(await register(byInvitation, 'bob', { password, invite })).toBe(
      '403 P2CORE_REGISTRATION_CLOSED',
    );
  });

  test('an invitation that has run out or was revoked is not good', async () => {
    const hash = hashToken('old');
    await byInvitation.operator.store.invitations.add({
      hash,
      createdAt: now() - 100,
      expiresAt: now() - 1,
    });
    expect(await register(byInvitation, 'carol', { password, invite: 'old' })).toBe(
      '403 P2CORE_REGISTRATION_CLOSED',
    );
  });

  test('of ten at once with one invitation, one is registered', async () => {
    const invite = await invitation();
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        register(byInvitation, `racer-${index}`, { password, invite }),
      ),
    );
    expect(outcomes.toSorted()).toEqual([
      '201',
      ...Array(3).fill('403 P2CORE_REGISTRATION_CLOSED'),
    ]);
  });

  test.each([
    ['no payload', undefined],
    ['no password', {}],
    ['a password that is no text', { password: 12345678 }],
    ['a short one', { password: 'seven77' }],
    ['a long one', { password: 'a'.repeat(257) }],
    ['an invitation that is no text', { password, invite: 7 }],
    ['more than 4 KiB', { password, filling: 'x'.repeat(4096) }],
  ])('with %s is 400 before all else, with details', async (_what, payload) => {
    const body = { actor_name: 'dora', ...(payload && { auth_payload: payload }) };
    const answer = await post(closed, '/register', body);
    expect(outcome(answer)).toBe('400 P2CORE_BAD_REQUEST');
    expect(answer.json.details[0].path).toContain('auth_payload');
    expect(answer.text).not.toContain('seven77');
  });
});

describe('R26 a name', () => {
  test('that is taken, reserved or was once used is 409, and uses no invitation up', async () => {
    const invite = await invitation();
    await addActor(byInvitation.operator, 'taken');
    await addActor(byInvitation.operator, 'removed');
    await removeActor(byInvitation.operator, 'removed');
    for (const name of ['taken', 'TAKEN', 'removed', 'admin', 'Postmaster']) {
      expect(await register(byInvitation, name, { password, invite })).toBe(
        '409 P2CORE_FEDERATION_ID_TAKEN',
      );
    }
    expect(await register(byInvitation, 'free', { password, invite })).toBe('201');
  });

  test('that is taken is not disclosed without an invitation', async () => {
    await addActor(byInvitation.operator, 'secret');
    expect(await register(byInvitation, 'secret', { password })).toBe(
      '403 P2CORE_REGISTRATION_CLOSED',
    );
  });

  test.each(['alice@home.example.com', 'a b', '', 'ä', 'a'.repeat(65)])(
    'is no %j',
    async (name) => {
      expect(await register(open, name, { password })).toBe('400 P2CORE_BAD_REQUEST');
    },
  );

  test('has up to 64 characters', async () => {
    expect(await register(open, 'a'.repeat(64), { password })).toBe('201');
    expect(await register(open, 'o.k+1%2-x_y', { password })).toBe('201');
  });
});
