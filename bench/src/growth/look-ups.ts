import { randomBytes } from 'node:crypto';
import type { Store } from '@p2core/reference-server';
import {
  actorsOf,
  certsPerSession,
  epoch,
  fidOf,
  invitationHashOf,
  sessionOf,
  stockedEvery,
  tokenHashOf,
  year,
} from './rows.js';

/** Looks up something at random in a store with this many certificates. Throws where the answer is not the expected one. */
type LookUp = (store: Store, certificates: number, random: () => number) => Promise<void>;

const anyTime = (random: () => number) =>
  epoch + Math.floor(random() * (certsPerSession * year - 1));

/** The questions that the operations ask the store, by name. */
export const lookUps: Record<string, LookUp> = {
  async token(store, certificates, random) {
    const actor = Math.floor(random() * actorsOf(certificates));
    const session = await store.sessions.byTokenHash(tokenHashOf(actor, 1));
    demand(session?.fid === fidOf(actor));
  },
  async 'server identity at a time'(store, _certificates, random) {
    const time = anyTime(random);
    const identity = await store.serverIdentities.at(time);
    demand(identity !== undefined && identity.currentFrom <= time);
  },
  async 'actor certificates at a time'(store, certificates, random) {
    const actor = Math.floor(random() * actorsOf(certificates));
    const idCerts = await store.idCerts.listValidAt(fidOf(actor), anyTime(random));
    demand(idCerts.length >= 2);
  },
  async 'KeyPackage pop, two sessions'(store, certificates, random) {
    const { keyPackages } = await store.keyPackages.takeOnePerSession(
      fidOf(anyStocked(certificates, random)),
      { threshold: -1, event: neverLow },
    );
    demand(keyPackages.length === 2);
  },
  async 'events of a session'(store, certificates, random) {
    const events = await store.events.pending(
      fidOf(anyStocked(certificates, random)),
      sessionOf(1),
    );
    demand(events.length === 2);
  },
  async 'password of an actor'(store, certificates, random) {
    const actor = Math.floor(random() * actorsOf(certificates));
    demand((await store.actors.passwordHash(fidOf(actor))) !== undefined);
  },
  async invitation(store, certificates, random) {
    const number = Math.floor(random() * actorsOf(certificates));
    demand(await store.invitations.isGood(invitationHashOf(number), now()));
  },
  async 'key material of an actor'(store, certificates, random) {
    const found = await store.keyMaterial.list(fidOf(anyStocked(certificates, random)));
    demand(found.length === 1);
  },
  async 'challenge used up'(store) {
    demand(await store.usedChallenges.useUp(randomBytes(16).toString('hex'), now() + 600, now()));
  },
  async 'log-in'(store, certificates, random) {
    const fid = fidOf(Math.floor(random() * actorsOf(certificates)));
    const sessionId = sessionOf(0);
    const idCert = await store.idCerts.currentOf(fid, sessionId);
    demand(idCert !== undefined);
    const tokenHash = randomBytes(32).toString('hex');
    const event = { n: 'core', op: '3', d: {} };
    await store.sessions.logIn(
      { fid, sessionId, tokenHash, idCert, askHomeAt: null, event },
      now(),
    );
  },
};

const now = () => Math.floor(Date.now() / 1000);

function anyStocked(certificates: number, random: () => number): number {
  return Math.floor((random() * actorsOf(certificates)) / stockedEvery) * stockedEvery;
}

function neverLow(): never {
  throw new Error('nobody asked for an event');
}

function demand(holds: boolean): asserts holds {
  if (!holds) throw new Error('a look-up did not find what is there');
}
