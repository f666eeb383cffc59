/**
 * `pnpm demo`: starts two reference servers with throw-away databases, and shows the six flows between them. Alice's home is
 * the first one, Bob's the second. It calls every operation, and exits with 1 if a check fails.
 */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@p2core/client';
import {
  enrol,
  followActor,
  identifyAt,
  memoryStore,
  publishKeyPackages,
  type RefusedError,
  renew,
  revoke,
  type Session,
} from '@p2core/client/identity';
import { mlsKeyPackages } from '@p2core/client/mls';
import { operations } from '@p2core/types';
import { Printer } from './demo/printer.js';
import { type Server, startPair } from './pair/start-pair.js';

const { home, chat, close } = await startPair([0, 0]);
const printer = new Printer([home, chat]);
const options = { store: memoryStore(), client: { fetch: printer.fetch } };
const anyoneAt = ({ url }: Server, token?: string) =>
  createClient({ baseUrl: url, fetch: printer.fetch, token });
const at = (server: Server, session: Session) => anyoneAt(server, session.tokens[server.url] ?? '');

try {
  await demonstrate();
  const missing = Object.keys(operations).filter((id) => !printer.called.has(id));
  if (missing.length > 0) throw new Error(`not shown: ${missing.join(', ')}`);
  console.log(`\nAll ${printer.called.size} operations answered as the contract says.`);
} catch (error) {
  console.error(`\nFAILED  ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await close();
}

async function demonstrate(): Promise<void> {
  printer.chapter(
    '1. Enrol',
    `Alice registers at ${home.domain}. Her client makes a key, and asks for an ID-Cert for it: a certificate by which\nany server can tell that ${home.domain} vouches for this key.`,
  );
  const credentials = { password: 'correct horse battery staple' };
  const alice = await enrol({
    ...options,
    ...{ home: home.url, domain: home.domain, actorName: 'alice', credentials },
    ...{ registration: credentials, sessionId: 'phone' },
  });
  const bob = await enrol({
    ...options,
    ...{ home: chat.url, domain: chat.domain, actorName: 'bob', credentials },
    registration: credentials,
  });
  const { subject, issuer } = new X509Certificate(alice.idCert);
  printer.check(subject.includes(`UID=${alice.fid}`), `the ID-Cert names ${alice.fid}`);
  printer.check(issuer.includes('DC=home'), `${home.domain} signed it`);

  printer.chapter(
    '2. Identify abroad',
    `Alice logs in to ${chat.domain}, which does not know her yet. She signs a challenge of that server, which then asks\n${home.domain} whether her ID-Cert is valid. She needs no second account.`,
  );
  let { session } = await identifyAt(alice, chat.url, { ...options, domain: chat.domain });
  const events = await at(chat, session).getEvents();
  printer.check(events.status === 409, `${chat.domain} knows her; no events wait`);

  printer.chapter(
    '3. Renew at home, update abroad',
    'Alice takes a new key. Her home server flags the former certificate, and her client tells each foreign server.',
  );
  const former = new X509Certificate(session.idCert).serialNumber;
  const renewal = await renew(session, options);
  session = renewal.session;
  printer.check(
    renewal.told.every(({ error }) => error === undefined),
    `${chat.domain} was told`,
  );
  printer.say('Anybody can see that the former certificate is flagged:');
  const listed = await anyoneAt(home).getActorIdCerts({ fid: session.fid });
  printer.check(
    listed.status === 200 && listed.body.invalidated.join() === 'true,false',
    `certificate ${former} is flagged, the new one is not`,
  );

  printer.chapter(
    "4. Rotate the server's key, verify an old certificate",
    `The administrator of ${home.domain} rotates its key. Old signatures can still be verified: clients ask for the\nkey and certificate of that time.`,
  );
  const before = Math.floor(Date.now() / 1000);
  const root = await anyoneAt(home).getServerIdCert({ timestamp: before });
  // Times are whole seconds: the new certificate has to begin in a later one.
  await sleep(1100);
  const rotated = await anyoneAt(home, home.adminToken).rotateServerIdentityKey();
  printer.check(
    rotated.status === 200 && root.status === 200 && rotated.body !== root.body,
    'the server has a new certificate',
  );
  const told = await at(home, session).getEvents();
  const isTold = told.status === 200 && told.body.some(({ op }) => op === '6');
  printer.check(isTold, 'event 6 told its sessions');
  const key = await anyoneAt(home).getServerPublicKey({ timestamp: before });
  const { publicKey } = new X509Certificate(root.status === 200 ? root.body : '');
  printer.check(
    key.status === 200 && key.body === publicKey.export({ type: 'spki', format: 'pem' }),
    'the key of that time is the one of the former certificate',
  );
  const { idCerts, refused } = await followActor(session.fid, {
    clientFor: () => anyoneAt(home),
  }).idCerts();
  const verified = idCerts.length > 0 && refused.length === 0;
  printer.check(verified, 'certificates signed with the old key still verify');

  printer.chapter(
    '5. Publish and take KeyPackages',
    `Alice leaves KeyPackages at home, so that others can invite her to encrypted groups while she is away. Bob logs in\nto ${home.domain} and takes one.`,
  );
  const make = mlsKeyPackages({ keep: async () => {} });
  await publishKeyPackages(session, { ...options, make, count: 1 });
  const visitor = await identifyAt(bob, home.url, { ...options, domain: home.domain });
  const first = await at(home, visitor.session).getKeyPackages({ fid: session.fid });
  const last = await at(home, visitor.session).getKeyPackages({ fid: session.fid });
  printer.check(first.status === 200 && first.body.length === 1, 'Bob gets one, once');
  printer.check(
    last.status === 200 && first.status === 200 && last.body[0] !== first.body[0],
    'then the last resort, as often as needed',
  );

  printer.say('Alice also stores her encrypted key there, for a later device:');
  const mine = at(home, session);
  await mine.getKeyMaterialLimit();
  const key_data = generateKeyPairSync('ed25519').privateKey.export({
    ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc' },
    passphrase: 'known only to Alice',
  }) as string;
  await mine.uploadKeyMaterial({ key_data });
  const kept = await mine.getKeyMaterial();
  printer.check(kept.status === 200 && kept.body.length === 1, 'the server stores it');
  const serials = kept.status === 200 ? kept.body.map(({ serial_number }) => serial_number) : [];
  const gone = await mine.deleteKeyMaterial({ serial_numbers: serials });
  printer.check(gone.status === 204, 'and deletes it when she asks');

  printer.chapter(
    '6. Revoke',
    'Alice ends her token abroad. Then she ends the session at home, and no server accepts its ID-Cert any more.',
  );
  session = await revoke(session, chat.url, options);
  const ended = await at(home, session).deleteSession({ session_id: session.sessionId });
  printer.check(ended.status === 204, 'the session has ended');
  const refusal = await identifyAt(session, chat.url, { ...options, domain: chat.domain }).catch(
    (error: RefusedError) => error.error,
  );
  printer.check(refusal === 'P2CORE_ID_CERT_INVALIDATED', `${chat.domain} refuses it: ${refusal}`);
}
