import { describe, expect, test } from 'vitest';
import { FidTakenError, InvitationError } from '../../../src/store/errors.js';
import type { Store } from '../../../src/store/store.js';
import { alice, open, openWithAlice, range, sha256 } from '../fixtures.js';

const hash = sha256('invitation');
const invitation = { hash, createdAt: 1000, expiresAt: 2000 };
const carol = 'carol@home.example.com';
const passwordHash = '$argon2id$v=19$carol';

function register(store: Store, fid = carol, at = 1500) {
  return store.actors.register({ fid, createdAt: at, passwordHash, invitationHash: hash });
}

export function invitationsSuite(newDatabase: () => Promise<string>): void {
  describe('invitations', () => {
    test('one registers one actor with its password', async () => {
      const store = await open(await newDatabase());
      const id = await store.invitations.add(invitation);
      expect(await store.invitations.isGood(hash, 1500)).toBe(true);
      await register(store);
      expect(await store.actors.passwordHash(carol)).toBe(passwordHash);
      expect(await store.invitations.isGood(hash, 1500)).toBe(false);
      expect(await store.invitations.list()).toEqual([
        { id, createdAt: 1000, expiresAt: 2000, usedBy: carol },
      ]);
      await expect(register(store, 'dora@home.example.com')).rejects.toThrow(InvitationError);
      expect(await store.actors.exists('dora@home.example.com')).toBe(false);
    });

    test('of many actors with one, over two stores, one is registered', async () => {
      const database = await newDatabase();
      const stores = [await open(database), await open(database)] as const;
      await stores[0].invitations.add(invitation);
      const results = await Promise.allSettled(
        range(1, 20).map((n) => register(stores[n % 2] as Store, `actor-${n}@home.example.com`)),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await stores[0].actors.list()).toHaveLength(1);
    });

    test('a name that is taken uses none up', async () => {
      const store = await openWithAlice(await newDatabase());
      await store.invitations.add(invitation);
      await expect(register(store, alice)).rejects.toThrow(FidTakenError);
      expect(await store.invitations.isGood(hash, 1500)).toBe(true);
      expect(await store.actors.passwordHash(alice)).toBeUndefined();
    });

    test('runs out', async () => {
      const store = await open(await newDatabase());
      await store.invitations.add(invitation);
      expect(await store.invitations.isGood(hash, 2000)).toBe(true);
      expect(await store.invitations.isGood(hash, 2001)).toBe(false);
      await expect(register(store, carol, 2001)).rejects.toThrow(InvitationError);
      await register(store, carol, 2000);
    });

    test('can be revoked until it is used', async () => {
      const { invitations, ...store } = await open(await newDatabase());
      const id = await invitations.add(invitation);
      expect(await invitations.revoke(id + 1)).toBe(false);
      expect(await invitations.revoke(id)).toBe(true);
      expect(await invitations.revoke(id)).toBe(false);
      await expect(register({ invitations, ...store })).rejects.toThrow(InvitationError);
      const other = await invitations.add({ ...invitation, hash: sha256('other') });
      await store.actors.register({
        fid: carol,
        createdAt: 1500,
        passwordHash,
        invitationHash: sha256('other'),
      });
      expect(await invitations.revoke(other)).toBe(false);
    });

    test('open registration uses up none', async () => {
      const { actors } = await open(await newDatabase());
      await actors.register({ fid: carol, createdAt: 1500, passwordHash });
      expect(await actors.isActive(carol)).toBe(true);
    });
  });
}
