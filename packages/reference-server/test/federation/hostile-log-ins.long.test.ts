import type { RequestListener } from 'node:http';
import { createIdCsr, readIdCsr } from '@p2core/id-cert';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import {
  identification,
  identify,
  newChallenge,
  newKeys,
  type OwnSession,
  outcome,
  post,
} from '../support/log-in.js';
import { startServer, type TestServer } from '../support/server.js';
import { type Issuer, newRoot } from './foreign.js';
import { listen } from './listener.js';

const json = { 'Content-Type': 'application/json' };
const chunk = Buffer.alloc(64 * 1024, 'A');

/** A home server's answers: the root, and the list of a session's ID-Certs. */
interface Home {
  root?: RequestListener;
  list?: RequestListener;
}

type Make = (own: { pem: string; other: string; root: string; elsewhere: string }) => Home;

const say =
  (status: number, content: unknown = '', headers: object = json): RequestListener =>
  (_request, response) =>
    response
      .writeHead(status, { ...headers })
      .end(typeof content === 'string' ? content : JSON.stringify(content));
const list = (idcerts: string[], invalidated = idcerts.map(() => false)) =>
  say(200, { idcerts, invalidated, invalidated_at: invalidated.map((is) => (is ? 1 : null)) });
const endless: RequestListener = (_request, response) => {
  response.writeHead(200, json);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
const silent: RequestListener = () => {};
const closes: RequestListener = (request) => request.socket.destroy();

const [untrusted, invalidated, unreachable] = [
  '403 P2CORE_ID_CERT_UNTRUSTED',
  '403 P2CORE_ID_CERT_INVALIDATED',
  '502 P2CORE_HOME_SERVER_UNREACHABLE',
];

/** By the domain's first label: the behaviour of the home server, and the answer of `identify`. */
const kinds: Record<string, [make: Make, expected: string]> = {
  honest: [() => ({}), '201'],
  'writes-pem-otherwise': [({ pem }) => ({ list: list([pem.replace(/\n/g, '\r\n')]) }), '201'],
  'lists-fifty-and-it-last': [
    ({ pem, other }) => ({ list: list([...Array(50).fill(other), pem]) }),
    '201',
  ],
  'root-of-another-domain': [
    ({ elsewhere }) => ({ root: say(200, JSON.stringify(elsewhere)) }),
    untrusted,
  ],
  'root-is-nonsense': [() => ({ root: say(200, 'nonsense') }), unreachable],
  'root-is-no-certificate': [() => ({ root: say(200, '"nonsense"') }), unreachable],
  'root-404': [() => ({ root: say(404) }), untrusted],
  'root-400': [() => ({ root: say(400) }), untrusted],
  'root-500': [() => ({ root: say(500) }), unreachable],
  'root-429': [() => ({ root: say(429) }), unreachable],
  'root-without-end': [() => ({ root: endless }), unreachable],
  'root-closes': [() => ({ root: closes }), unreachable],
  'lists-nothing': [() => ({ list: list([]) }), invalidated],
  'lists-another': [({ other }) => ({ list: list([other]) }), invalidated],
  'flags-it': [({ pem }) => ({ list: list([pem], [true]) }), invalidated],
  'flags-it-lists-another': [
    ({ pem, other }) => ({ list: list([pem, other], [true, false]) }),
    invalidated,
  ],
  'flags-are-missing': [({ pem }) => ({ list: list([pem], []) }), invalidated],
  'list-404-actor': [
    () => ({ list: say(404, { errcode: 404, error: 'P2CORE_ACTOR_NOT_FOUND' }) }),
    invalidated,
  ],
  'list-404-other': [() => ({ list: say(404) }), unreachable],
  'list-401': [() => ({ list: say(401) }), unreachable],
  'list-500': [() => ({ list: say(500) }), unreachable],
  'list-503': [() => ({ list: say(503) }), unreachable],
  'list-redirects': [
    () => ({ list: say(302, '', { Location: 'http://127.0.0.1:1/' }) }),
    unreachable,
  ],
  'list-is-html': [() => ({ list: say(200, '<p>', { 'Content-Type': 'text/html' }) }), unreachable],
  'list-is-another-json': [() => ({ list: say(200, { idcerts: 'all' }) }), unreachable],
  'list-over-1-mib': [
    ({ pem, other }) => ({ list: list([...Array(3000).fill(other), pem]) }),
    unreachable,
  ],
  'list-without-end': [() => ({ list: endless }), unreachable],
  'list-closes': [() => ({ list: closes }), unreachable],
  'list-never-comes': [() => ({ list: silent }), unreachable],
};

const homes = new Map<string, Home>();
const listener = await listen((request, response) => {
  const [, kind = '', ...rest] = (request.url ?? '').split('/');
  const { root, list } = homes.get(kind) ?? {};
  const answer = rest.join('/').includes('/idcert/server') ? root : list;
  (answer ?? closes)(request, response);
});

const sessions = new Map<string, OwnSession>();

async function makeSession(issuer: Issuer, fid: string): Promise<OwnSession> {
  const keys = await newKeys();
  const sessionId = 'phone';
  const { publicKey } = await readIdCsr(await createIdCsr({ fid, sessionId, keys }));
  const validity = { notBefore: now() - 60, notAfter: now() + 3600 };
  const { pem } = await issueWithStoredKey({ fid, sessionId, publicKey, issuer, ...validity });
  return { fid, session_id: sessionId, keys, id_cert: pem, token: '' };
}

let server: TestServer;
beforeAll(async () => {
  const elsewhere = (await newRoot('elsewhere.example')).certificate;
  for (const [kind, [make]] of Object.entries(kinds)) {
    const root = await newRoot(`${kind}.example`);
    const session = await makeSession(root, `alice@${kind}.example`);
    const other = (await makeSession(root, `alice@${kind}.example`)).id_cert;
    const own = { pem: session.id_cert, other, root: root.certificate, elsewhere };
    sessions.set(kind, session);
    homes.set(kind, {
      root: say(200, JSON.stringify(root.certificate)),
      list: list([own.pem]),
      ...make(own),
    });
  }
  const urls = Object.keys(kinds).map((kind) => `${kind}.example=${listener.url}/${kind}`);
  server = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: urls.join(),
    P2CORE_RATE_LIMIT: '1000000',
    P2CORE_TRUSTED_PROXIES: 'loopback',
    P2CORE_SECOND_OPINION: 'off',
  });
});
afterAll(async () => {
  await server.close();
  await listener.close();
});

const from = (address: string) => ({ 'X-Forwarded-For': address });
const sessionOf = (kind: string) => sessions.get(kind) as OwnSession;

test('a hostile home server and a log-in of its own actor', {
  timeout: 60_000,
}, async () => {
  const seen = await Promise.all(
    Object.entries(kinds).map(async ([kind, [, expected]], index) => {
      const start = performance.now();
      const answer = await identify(server, sessionOf(kind), from(`192.0.2.${index}`));
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      return { kind, answer: outcome(answer), expected, seconds };
    }),
  );
  console.table(seen.map(({ kind, answer, seconds }) => ({ kind, answer, seconds })));
  expect(seen.filter(({ answer, expected }) => answer !== expected)).toEqual([]);
});

test('it cannot sign for actors of another domain', async () => {
  const mallory = await newRoot('root-404.example');
  const forged = await makeSession(
    { ...mallory, certificate: (await newRoot('honest.example')).certificate },
    'alice@honest.example',
  ).catch(() => undefined);
  expect(forged).toBeUndefined();
  const stranger = await makeSession(await newRoot('honest.example'), 'bob@honest.example');
  expect(outcome(await identify(server, stranger, from('192.0.2.100')))).toBe(untrusted);
});

test('while it never answers, log-ins of other domains do not wait', {
  timeout: 120_000,
}, async () => {
  const honest = sessionOf('honest');
  async function waits(count: number): Promise<number[]> {
    const taken: number[] = [];
    for (let n = 0; n < count; n++) {
      const start = performance.now();
      expect((await identify(server, honest, from(`198.51.100.${n}`))).status).toBe(201);
      taken.push(performance.now() - start);
    }
    return taken.sort((a, b) => a - b);
  }
  const alone = await waits(30);
  // A failed domain is not asked for a while, so each attacker has a home server of its own.
  const silentHomes = Object.keys(kinds).filter((kind) => kind !== 'honest');
  for (const kind of silentHomes) homes.set(kind, { root: silent });
  const prepared = await Promise.all(
    silentHomes.flatMap((kind) =>
      Array.from({ length: 12 }, async (_, n) => ({
        address: `203.0.${silentHomes.indexOf(kind)}.${n}`,
        content: await identification(sessionOf(kind), await newChallenge(server)),
      })),
    ),
  );
  const flood = prepared.map(({ address, content }) =>
    post(server, '/session/identify', content, from(address)),
  );
  const among = await waits(30);
  const outcomes = (await Promise.all(flood)).map(outcome);
  const tally: Record<string, number> = {};
  for (const each of outcomes) tally[each] = (tally[each] ?? 0) + 1;
  const at = (sorted: number[], share: number) =>
    Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  console.log(
    `a log-in takes ${at(alone, 0.5)} ms alone and ${at(among, 0.5)} ms among ${flood.length} at home servers ` +
      `that never answer in the median, ${at(alone, 0.95)} and ${at(among, 0.95)} ms at the 95th percentile, ${at(among, 1 - 1e-9)} ms at most; they got`,
    tally,
  );
  // Behind look-ups that never end each would wait for ten seconds. The first waits for the database, as all of them do.
  expect(at(among, 0.95)).toBeLessThan(10_000);
});
