import { createClient } from '@p2core/client';
import {
  enrol,
  type FlowOptions,
  followActor,
  identifyAt,
  memoryStore,
  publishKeyPackages,
  renew,
  revoke,
  type Session,
} from '@p2core/client/identity';
import { mlsKeyPackages } from '@p2core/client/mls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from './support/reference-server.js';

/* The flows between two reference servers, over sockets. Some answers get lost. */
const domain = 'home.example.com';
const registration = { password: 'correct horse battery staple' };
const make = mlsKeyPackages({ keep: async () => {} });

let home: ReferenceServer;
let abroad: ReferenceServer;
/** Ends of URLs whose next answer is lost, after the server has acted. */
const lose: string[] = [];
const options: FlowOptions = {
  store: memoryStore(),
  client: {
    async fetch(input, init) {
      const response = await fetch(input, init);
      const lost = lose.findIndex((end) => response.url.endsWith(end));
      if (lost === -1) return response;
      lose.splice(lost, 1);
      throw new TypeError('the answer was lost');
    },
  },
};

beforeAll(async () => {
  home = await startReferenceServer(domain, { P2CORE_REGISTRATION: 'open' });
  abroad = await startReferenceServer('chat.example.org', {
    P2CORE_HOME_SERVERS: `${domain}=${home.url}`,
  });
});
afterAll(() => Promise.all([home.stop(), abroad.stop()]));

let actors = 0;

function enrolOne(): Promise<Session> {
  const actorName = `walker${++actors}`;
  const credentials = registration;
  return enrol({ ...options, home: home.url, domain, actorName, registration, credentials });
}

/** The status of a request for events, with the session's token. */
async function eventsAt({ url }: ReferenceServer, { tokens }: Session): Promise<number> {
  return (await createClient({ baseUrl: url, token: tokens[url] ?? '' }).getEvents()).status;
}

async function idCertsOf({ fid }: Session) {
  const client = createClient({ baseUrl: home.url });
  const { idCerts, refused } = await followActor(fid, { clientFor: () => client }).idCerts();
  expect(refused).toEqual([]);
  return idCerts;
}

test('from an empty client to a session on another server, its renewal, and the end', async () => {
  const enrolled = await enrolOne();
  await publishKeyPackages(enrolled, { ...options, make, count: 120 });
  const { session } = await identifyAt(enrolled, abroad.url, {
    ...options,
    domain: 'chat.example.org',
  });
  expect(await eventsAt(abroad, session)).toBe(409);

  const { session: renewed, told } = await renew(session, options);
  expect(told).toEqual([{ at: abroad.url }]);
  expect((await idCertsOf(renewed)).map(({ invalidated }) => invalidated)).toEqual([true, false]);
  expect(await eventsAt(abroad, renewed)).toBe(409);
  expect([200, 409]).toContain(await eventsAt(home, renewed));

  await publishKeyPackages(renewed, { ...options, make, count: 2 });
  const client = createClient({ baseUrl: home.url, token: renewed.tokens[home.url] ?? '' });
  const taken = await client.getKeyPackages({ fid: renewed.fid });
  expect(taken.status === 200 && taken.body.length).toBe(1);

  await revoke(renewed, abroad.url, options);
  expect(await eventsAt(abroad, renewed)).toBe(401);
});

test('after any lost answer there is one session with one valid ID-Cert and working tokens', async () => {
  for (const lost of ['/register', '/session/trust', '/session/identify', '/session/idcert']) {
    lose.push(lost);
    const enrolled = await enrolOne();
    const { session } = await identifyAt(enrolled, abroad.url, {
      ...options,
      domain: 'chat.example.org',
    });
    const { session: renewed } = await renew(session, options);
    expect(lose).toEqual([]);
    const valid = (await idCertsOf(renewed)).filter(({ invalidated }) => !invalidated);
    expect(valid.map(({ pem }) => pem)).toEqual([renewed.idCert]);
    expect([200, 409]).toContain(await eventsAt(home, renewed));
    expect(await eventsAt(abroad, renewed)).toBe(409);
  }
});

test('KeyPackages whose answer was lost are not uploaded again', async () => {
  const session = await enrolOne();
  lose.push('/keypackage/@me');
  await publishKeyPackages(session, { ...options, make, count: 3, lastResort: false });
  expect(lose).toEqual([]);
  const client = createClient({ baseUrl: home.url, token: session.tokens[home.url] ?? '' });
  const taken = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const answer = await client.getKeyPackages({ fid: session.fid });
    if (answer.status === 200) for (const keyPackage of answer.body) taken.add(keyPackage);
  }
  expect(taken.size).toBe(3);
});
