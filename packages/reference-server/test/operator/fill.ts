import { now } from '../../src/clock/clock.js';
import { addActor } from '../../src/operator/actors.js';
import { addEvent } from '../../src/operator/add-event.js';
import { revokeSession } from '../../src/operator/revocation.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { generateKeyPair } from '../../src/pki/keys.js';
import type { ReferenceServer } from '../../src/reference-server.js';
import { hashToken } from '../../src/sessions/tokens.js';
import { seeded } from '../support/random.js';
import { addStock } from '../support/stock.js';

const actors = 30;

/** Fills a database with something of every kind: more rows of a table than are read at once, holes in the numbers. */
export async function fill(operator: ReferenceServer, seed: number): Promise<void> {
  const below = seeded(seed);
  const octets = (length: number) => Buffer.from(Array.from({ length }, () => below(256)));
  await addActor(operator, 'alice');
  const alice = await addSession(operator, 'alice', { sessionId: 'it\'s "the" \\ phone' });
  const { fid, session_id: sessionId } = alice;
  const keyPackages = Array.from({ length: 1200 }, () => octets(60).toString('base64'));
  await addStock(operator, fid, { sessionId, lastResort: false, keyPackages });
  const lastResort = [octets(60).toString('base64')];
  await addStock(operator, fid, { sessionId, lastResort: true, keyPackages: lastResort });
  for (let i = 0; i < 3; i++) {
    await operator.store.keyPackages.takeOnePerSession(fid, quiet);
  }
  const taker = { taker: 'carol@elsewhere.example', most: 60 };
  await operator.store.keyPackages.takeOnePerSession(fid, quiet, undefined, [taker]);
  const other = await addSession(operator, 'alice', { sessionId: 'renewed' });
  await operator.store.keyMaterial.add({ fid, sessionId, keyData: 'PEM\n', most: 1 });
  await renew(operator, other);
  const data = { text: 'ä😀\u2028 \\ \' " \n', number: 2 ** 53 - 1, nothing: null, list: [[], {}] };
  for (let i = 0; i < 5; i++) await addEvent(operator, fid, { sessionId, op: '8', data });
  await operator.store.events.acknowledge(fid, sessionId, 2);
  await addSession(operator, 'bob@elsewhere.example', { sessionId: 'foreign' });
  for (let i = 0; i < actors; i++) {
    await addActor(operator, `actor-${i}`);
    const count = below(3);
    for (let n = 0; n < count; n++) {
      const added = await addSession(operator, `actor-${i}`, { sessionId: `s${n}` });
      if (below(3) === 0) await revokeSession(operator, added.fid, added.session_id);
    }
  }
  await fillAuth(operator, () => octets(32).toString('hex'));
  await operator.identities.rotate();
}

async function fillAuth({ store, config }: ReferenceServer, hex: () => string): Promise<void> {
  const [used, unused] = [hex(), hex()];
  for (const hash of [used, unused]) {
    await store.invitations.add({ hash, createdAt: 1000, expiresAt: 4e9 });
  }
  const passwordHash = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA';
  const invited = { fid: `invited@${config.domain}`, createdAt: 2000, passwordHash };
  await store.actors.register({ ...invited, invitationHash: used });
  await addActor({ store, config } as ReferenceServer, 'removed');
  await store.actors.remove(`removed@${config.domain}`, 3000);
  await store.usedChallenges.useUp(hex(), 4e9, 3000);
}

/** Gives a session another certificate and token. The former token stays valid. */
async function renew(
  { store }: ReferenceServer,
  { fid, session_id: sessionId, token }: AddedSession,
): Promise<void> {
  const current = await store.idCerts.currentOf(fid, sessionId);
  if (current === undefined) throw new Error('the session has no ID-Cert');
  await store.renewals.renew(
    {
      ...{ fid, sessionId },
      tokenHash: hashToken(token),
      csrDigest: hashToken('csr'),
      newTokenHash: hashToken('another'),
      newCert: { ...current, serialNumber: 'abcd', publicKey: generateKeyPair().publicKey },
      sealedAnswer: 'sealed',
    },
    {
      invalidation: (serial) => ({ n: 'core', op: '4', d: { serial } }),
      noKeyPackages: { n: 'p2core', op: '1', d: { remaining: 0 } },
    },
    now(),
  );
}

const quiet = { threshold: -1, event: neverAsked };

function neverAsked(): never {
  throw new Error('the stock is not low');
}
