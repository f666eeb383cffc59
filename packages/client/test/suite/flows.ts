import {
  completeChallenge,
  enrol,
  ForeignChallengeError,
  identifyAt,
  indexedDbStore,
  memoryStore,
  publishKeyPackages,
  RefusedError,
  renew,
  revoke,
  type Session,
  type SessionStore,
  tellForeignServers,
} from '@p2core/client/identity';
import { type KeptKeyPackage, mlsKeyPackages } from '@p2core/client/mls';
import { domainDigest, readIdCert } from '@p2core/id-cert';
import { equal, ok, rejection } from './assert.js';
import { type FakeServer, FakeWorld } from './fake-servers.js';
import { cases } from './world.js';

const password = 'correct horse battery staple';

interface Scene {
  world: FakeWorld;
  home: FakeServer;
  abroad: FakeServer;
  store: SessionStore;
  options: { store: SessionStore; client: { fetch: typeof fetch; retries: number } };
}

async function scene(): Promise<Scene> {
  const world = new FakeWorld();
  const [home, abroad] = await Promise.all([
    world.add('home.example.com'),
    world.add('chat.example.org'),
  ]);
  const store = memoryStore();
  return {
    world,
    home,
    abroad,
    store,
    options: { store, client: { fetch: world.fetch, retries: 0 } },
  };
}

function enrolAlice({ home, options }: Scene, more: object = {}): Promise<Session> {
  return enrol({
    ...options,
    home: home.url,
    actorName: 'Alice',
    registration: { password },
    credentials: { password },
    ...more,
  });
}

const fidOf = (idCert: string) => readIdCert(idCert).fid;

/** From an empty client to a session on a foreign server, also where answers get lost. */
export const flowCases = cases('flows', {
  async 'enrol gives a session that is kept, with a key that cannot be extracted'() {
    const at = await scene();
    const session = await enrolAlice(at, { sessionId: 'phone' });
    equal([session.fid, session.sessionId], ['alice@home.example.com', 'phone']);
    equal(fidOf(session.idCert), session.fid);
    ok(!session.keys.privateKey.extractable, 'not extractable');
    ok(at.home.sessions[0]?.tokens.includes(session.tokens[at.home.url] as string), 'a token');
    equal((await at.store.list()).length, 1);
  },

  async 'enrol continues after any lost answer'() {
    for (const lost of ['POST register', 'POST session/trust', 'POST session/identify']) {
      const at = await scene();
      at.world.lose.push(lost, ...(lost.endsWith('identify') ? ['POST session/trust'] : []));
      const session = await enrolAlice(at);
      equal(at.world.lose, []);
      equal(at.home.sessions.length, 1);
      const { token } = { token: session.tokens[at.home.url] };
      ok(token && at.home.sessions[0]?.tokens.includes(token), `${lost}: a token that lives`);
    }
  },

  async 'enrol continues an earlier call, with its keys and session ID'() {
    for (const lost of ['POST register', 'POST session/trust', 'GET idcert/server']) {
      const at = await scene();
      at.world.lose.push(lost, lost, lost);
      await rejection(enrolAlice(at));
      at.world.lose.length = 0;
      const [begun] = await at.store.enrolments.list();
      const session = await enrolAlice(at);
      equal([session.sessionId, session.keys === begun?.keys], [begun?.sessionId, true]);
      equal(at.home.sessions.length, 1);
      const token = session.tokens[at.home.url];
      ok(token && at.home.sessions[0]?.tokens.includes(token), `${lost}: a token that lives`);
      equal([(await at.store.list()).length, await at.store.enrolments.list()], [1, []]);
    }
  },

  async 'enrol gives the kept session where one is kept already'() {
    const at = await scene();
    const session = await enrolAlice(at);
    const { fid, sessionId, home, keys } = session;
    await at.store.enrolments.update(session, () => ({ fid, sessionId, home, keys }));
    equal(await enrolAlice(at), session);
    equal([at.home.sessions.length, await at.store.enrolments.list()], [1, []]);
  },

  async "a refused name is refused again; with the caller's own keys enrol begins anew"() {
    const at = await scene();
    at.home.passwords.set('Alice', 'of another');
    for (let call = 0; call < 2; call++) {
      const refused = await rejection(enrolAlice(at));
      ok(refused instanceof RefusedError && refused.operationId === 'createIdentity', 'taken');
    }
    equal(await at.store.enrolments.list(), []);
    at.home.passwords.clear();
    at.world.lose.push('POST register', 'POST register', 'POST register');
    await rejection(enrolAlice(at));
    const [begun] = await at.store.enrolments.list();
    const { keys } = await enrolAlice(at, { registration: undefined, keys: at.home.keys });
    ok(keys === at.home.keys && keys !== begun?.keys, 'the keys that were given');
  },

  async 'a name or a session ID that is taken is refused with its code'() {
    const at = await scene();
    await enrolAlice(at, { sessionId: 'phone' });
    const taken = await rejection(enrolAlice(at));
    ok(taken instanceof RefusedError, taken.message);
    equal([taken.operationId, taken.error], ['createIdentity', 'P2CORE_FEDERATION_ID_TAKEN']);
    const again = enrolAlice(at, { registration: undefined, sessionId: 'phone' });
    const session = await rejection(again);
    ok(session instanceof RefusedError && session.error === 'P2CORE_SESSION_ID_TAKEN', 'taken');
  },

  async 'enrol at an IP address needs the domain, and sends nothing without it'() {
    const at = await scene();
    const home = 'http://127.0.0.1:3000';
    const refused = await rejection(enrolAlice(at, { home, domain: undefined }));
    equal([refused.name, await at.store.enrolments.list()], ['TypeError', []]);
    ok(refused.message.includes("give the home server's domain"), refused.message);
  },

  async 'the message of a refusal says what is wrong'() {
    const details = [{ path: '/body/auth_payload/password', message: 'is too short' }];
    const answer = { status: 400, error: 'P2CORE_BAD_REQUEST', message: 'No.', details } as const;
    const { message } = new RefusedError('createIdentity', answer);
    const said =
      'createIdentity: 400 P2CORE_BAD_REQUEST: No. /body/auth_payload/password is too short.';
    equal(message, said);
  },

  async 'an ID-Cert for another key is refused'() {
    const at = await scene();
    const { fetch } = at.world;
    const other = await enrolAlice(at, { sessionId: 'phone' });
    const wrong: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!new Request(input).url.endsWith('/session/trust')) return response;
      return Response.json({ id_cert: other.idCert, token: 'a-token' }, { status: 201 });
    };
    for (const sessionId of ['phone2', 'phone']) {
      at.home.sessions.length = 0;
      const refused = await rejection(
        enrolAlice(at, {
          registration: undefined,
          sessionId,
          client: { fetch: wrong, retries: 0 },
        }),
      );
      equal(refused.name, 'IdCertError');
    }
  },

  async 'identifyAt gives a token on a foreign server, and one on the home server'() {
    const at = await scene();
    const enrolled = await enrolAlice(at);
    const { session } = await identifyAt(enrolled, at.abroad.url, at.options);
    equal(Object.keys(session.tokens), [at.home.url, at.abroad.url]);
    equal(at.abroad.sessions[0]?.tokens, [session.tokens[at.abroad.url]]);
    const again = await identifyAt(enrolled, `${at.home.url}/`, at.options);
    ok(again.session.tokens[at.home.url] !== enrolled.tokens[at.home.url], 'another token');
    ok(again.session.tokens[at.abroad.url], 'the foreign token is kept');
  },

  async 'after a lost answer of identify the client takes a new challenge'() {
    const at = await scene();
    at.world.lose.push('POST session/identify', 'POST session/identify');
    const { session } = await identifyAt(await enrolAlice(at), at.abroad.url, at.options);
    equal(at.abroad.sessions[0]?.tokens, [session.tokens[at.abroad.url]]);
    equal(at.abroad.seen.filter((route) => route === 'GET challenge').length, 3);
  },

  async 'the challenge of another domain is not signed (R35)'() {
    const { privateKey } = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const mine = `${await domainDigest('chat.example.org')}${'a'.repeat(43)}`;
    const sign = (baseUrl: string, more: object = {}) =>
      completeChallenge(mine, { baseUrl, ...more }, privateKey);
    equal((await sign('https://CHAT.example.org:8443/below')).challenge, mine);
    equal((await sign('http://127.0.0.1:3000', { domain: 'Chat.Example.ORG.' })).challenge, mine);
    for (const [baseUrl, more] of [
      ['https://evil.example.net', {}],
      ['https://chat.example.org', { domain: 'evil.example.net' }],
      ['https://evil.example.net', { ofAnotherMake: 'chat.example.org' }],
    ] as const) {
      const refused = await rejection(sign(baseUrl, more));
      ok(refused instanceof ForeignChallengeError, refused.message);
    }
    const trusted = sign('https://old.example.net', { ofAnotherMake: 'OLD.example.net' });
    equal((await trusted).challenge, mine);
  },

  async 'renew gives a new key and ID-Cert, and tells the foreign servers (R31)'() {
    const at = await scene();
    const { session } = await identifyAt(await enrolAlice(at), at.abroad.url, at.options);
    const { session: renewed, told } = await renew(session, at.options);
    ok(renewed.idCert !== session.idCert, 'a new ID-Cert');
    ok(renewed.keys !== session.keys && renewed.renewal === undefined, 'a new key');
    equal([told, renewed.untold], [[{ at: at.abroad.url }], []]);
    equal(at.abroad.sessions[0]?.idCerts.at(-1)?.pem, renewed.idCert);
    equal(renewed.tokens[at.abroad.url], session.tokens[at.abroad.url]);
    equal((await at.store.get(session))?.idCert, renewed.idCert);
  },

  async 'a lost answer of renew is repeated with the same ID-CSR, also by another process (R30)'() {
    const at = await scene();
    const session = await enrolAlice(at);
    at.world.lose.push('POST session/idcert');
    await rejection(renew(session, at.options));
    const pending = await at.store.get(session);
    ok(pending?.renewal && pending.idCert === session.idCert, 'the renewal is kept');
    const { session: renewed } = await renew(session, at.options);
    equal(at.home.sessions[0]?.idCerts.length, 2);
    equal(renewed.keys === pending.renewal.keys, true);
  },

  async 'of simultaneous renewals, also in two tabs, only one reaches the server'() {
    if (!globalThis.indexedDB) await import('fake-indexeddb/auto' as string);
    const at = await scene();
    const name = `test-${crypto.randomUUID()}`;
    const [one, other] = [indexedDbStore(name), indexedDbStore(name)];
    const { session } = await identifyAt(await enrolAlice(at, { store: one }), at.abroad.url, {
      ...at.options,
      store: one,
    });
    const renewed = await Promise.all(
      [one, other, one].map((store) => renew(session, { ...at.options, store })),
    );
    const kept = await other.get(session);
    equal(at.home.sessions[0]?.idCerts.length, 2);
    equal(
      renewed.map(({ session: { idCert } }) => idCert),
      Array(3).fill(kept?.idCert),
    );
    equal([kept?.renewal, kept?.untold], [undefined, []]);
    ok(at.home.sessions[0]?.tokens.includes(kept?.tokens[at.home.url] as string), 'lives');
    if ('locks' in (globalThis.navigator ?? {})) {
      equal(at.home.seen.filter((route) => route === 'POST session/idcert').length, 1);
    }
    await renew(session, { ...at.options, store: other });
    equal(at.home.sessions[0]?.idCerts.length, 3);
  },

  async 'simultaneous log-ins keep all of their tokens'() {
    const at = await scene();
    const other = await at.world.add('other.example.net');
    const enrolled = await enrolAlice(at);
    await Promise.all(
      [at.abroad, other, at.abroad].map(({ url }) => identifyAt(enrolled, url, at.options)),
    );
    const tokens = (await at.store.get(enrolled))?.tokens ?? {};
    equal(Object.keys(tokens).sort(), [at.home.url, at.abroad.url, other.url].sort());
    for (const server of [at.abroad, other]) {
      equal(server.sessions[0]?.tokens, [tokens[server.url]]);
    }
  },

  async 'where the former token is refused, renew logs in with the key whose ID-Cert the home server lists'() {
    for (const lost of [true, false]) {
      const at = await scene();
      const session = await enrolAlice(at);
      if (lost) at.world.lose.push('POST session/idcert');
      if (lost) await rejection(renew(session, at.options));
      for (const one of at.home.sessions) one.tokens = [];
      const { session: renewed } = await renew(session, at.options);
      equal(at.home.sessions[0]?.idCerts.length, 2);
      equal(at.home.sessions[0]?.idCerts.at(-1)?.pem, renewed.idCert);
      ok(at.home.sessions[0]?.tokens.includes(renewed.tokens[at.home.url] as string), 'lives');
    }
  },

  async 'a foreign server that cannot be reached is told later; one that refuses the token is not told again'() {
    const at = await scene();
    const other = await at.world.add('other.example.net');
    let { session } = await identifyAt(await enrolAlice(at), at.abroad.url, at.options);
    ({ session } = await identifyAt(session, other.url, at.options));
    at.world.lose.push('PUT session/idcert/extern');
    for (const one of other.sessions) one.tokens = [];
    const { session: renewed, told } = await renew(session, at.options);
    equal(told.map(({ error }) => error?.name).sort(), ['RefusedError', 'UnexpectedAnswerError']);
    equal([renewed.untold, renewed.tokens[other.url]], [[at.abroad.url], undefined]);
    equal((await tellForeignServers(renewed, at.options)).session.untold, []);
  },

  async 'revoke ends a token, and succeeds where it has ended already'() {
    const at = await scene();
    const { session } = await identifyAt(await enrolAlice(at), at.abroad.url, at.options);
    const revoked = await revoke(session, at.abroad.url, at.options);
    equal([at.abroad.sessions[0]?.tokens, revoked.tokens[at.abroad.url]], [[], undefined]);
    at.home.sessions[0]?.tokens.splice(0);
    equal((await revoke(revoked, at.home.url, at.options)).tokens, {});
  },

  async 'ts-mls makes the KeyPackages, and a lost answer is no failure'() {
    const at = await scene();
    const session = await enrolAlice(at);
    const kept: KeptKeyPackage[] = [];
    const make = mlsKeyPackages({ keep: async (made) => kept.push(...made) });
    at.world.lose.push('POST keypackage/@me');
    await publishKeyPackages(session, { ...at.options, make, count: 3 });
    equal([at.home.keyPackages.length, kept.length], [3, 4]);
    ok(at.home.lastResort && !at.home.keyPackages.includes(at.home.lastResort), 'a last resort');
    const leaf = kept[0]?.publicPackage.leafNode.credential as { certificates: Uint8Array[] };
    const der = session.idCert.replace(/-----.*?-----|\s/g, '');
    equal(btoa(String.fromCharCode(...(leaf.certificates[0] as Uint8Array))), der);
  },

  async 'IndexedDB keeps sessions whose keys cannot be extracted, and no others'() {
    if (!globalThis.indexedDB) await import('fake-indexeddb/auto' as string);
    const at = await scene();
    const name = `test-${crypto.randomUUID()}`;
    const store = indexedDbStore(name);
    const options = { ...at.options, store };
    const session = await enrol({
      ...options,
      home: at.home.url,
      actorName: 'bob',
      registration: { password },
      credentials: { password },
    });
    const [kept] = (await indexedDbStore(name).list()) as [Session];
    equal([kept.fid, kept.idCert, kept.tokens], [session.fid, session.idCert, session.tokens]);
    ok(!kept.keys.privateKey.extractable, 'not extractable');
    ok((await identifyAt(kept, at.abroad.url, options)).session.tokens[at.abroad.url], 'signs');
    const keys = (await crypto.subtle.generateKey('Ed25519', true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    ok(
      (await rejection(store.update(session, () => ({ ...session, keys })))) instanceof TypeError,
      'not kept',
    );
    equal((await store.get(session))?.keys.privateKey.extractable, false);
    const enrolment = { fid: session.fid, sessionId: 'other', home: session.home, keys };
    const refused = await rejection(store.enrolments.update(enrolment, () => enrolment));
    ok(refused instanceof TypeError, 'not kept');
    await store.delete(session);
    equal([await store.list(), await store.get(session)], [[], undefined]);
  },
});
