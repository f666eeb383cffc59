import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { issueIdCert } from '@p2core/id-cert';
import type { World } from './handlers.js';
import type { ServerKeys } from './server-keys.js';

/** How many sessions the conformance kit may end in one run. */
const spareSessions = 24;

/**
 * Makes actors with sessions for the conformance kit, and writes the kit's fixture with their tokens. For tests only:
 * whoever reads the file can act as these actors.
 */
export async function writeFixture(
  file: string,
  world: World,
  server: { url: string; administratorToken: string | undefined },
): Promise<void> {
  const actor = `kit@${world.domain}`;
  const otherActor = `other-kit@${world.domain}`;
  const fixture = {
    ...server,
    domain: world.domain,
    actor: { fid: actor, sessions: await newSessions(world, actor, 2) },
    otherActor: { fid: otherActor, sessions: await newSessions(world, otherActor, 1) },
    spareSessions: await newSessions(world, actor, spareSessions),
    destructive: true,
    direct: true,
  };
  await writeFile(file, JSON.stringify(fixture), { mode: 0o600 });
}

async function newSessions({ store, keys }: World, fid: string, count: number) {
  const sessions: { id: string; token: string }[] = [];
  while (sessions.length < count) {
    const session = { id: randomBytes(8).toString('hex'), token: randomBytes(32).toString('hex') };
    store.addSession(session.token, await newIdCert(keys, fid, session.id));
    sessions.push(session);
  }
  return sessions;
}

/** Issues an ID-Cert for a new key, and throws the private key away. */
export async function newIdCert(keys: ServerKeys, fid: string, sessionId: string) {
  const issuer = keys.at(undefined);
  if (issuer === undefined) throw new Error('the server has no key');
  const pair = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
  const { certificate, privateKey } = issuer;
  return issueIdCert({
    fid,
    sessionId,
    publicKey: `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`,
    issuer: { certificate: certificate.pem, privateKey },
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  });
}
