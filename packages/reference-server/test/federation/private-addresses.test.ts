import dns from 'node:dns';
import { Resolver } from 'node:dns/promises';
import https from 'node:https';
import os from 'node:os';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cn, dc, makeIdCert, sid, uid } from '../../../id-cert/test/support/make.js';
import { now } from '../../src/clock/clock.js';
import { HomeServerUnreachableError } from '../../src/federation/errors.js';
import { fetchedHomeServers } from '../../src/federation/fetched-home-servers.js';
import { startServer } from '../support/server.js';
import { addForeignSession, issueFor, newRoot, update } from './foreign.js';
import { listen } from './listener.js';

const own = await listen((_request, response) => response.end());
afterAll(() => own.close());

const { request } = https;
/** The target of each request that was tried. */
const tried: string[] = [];

/** Sends every HTTPS request to our listener's port in place of 443. Nothing else of the request is changed. */
beforeEach(() => {
  tried.length = 0;
  const spy = vi.spyOn(https, 'request').mockImplementation(((
    url: URL,
    options: https.RequestOptions,
    callback: () => void,
  ) => {
    tried.push(url.href);
    const diverted = new URL(url);
    diverted.port = String(own.port);
    return request(diverted, options, callback);
  }) as typeof https.request);
  onTestFinished(() => spy.mockRestore());
});

type Addresses = readonly [address: string, family: 4 | 6][];

/** Lets every name resolve to these addresses. Returns how often that was asked. */
function resolveTo(addresses: Addresses): () => number {
  let asked = 0;
  const ofFamily = (wanted: 4 | 6) =>
    addresses.filter(([, family]) => family === wanted).map(([address]) => address);
  const resolve = (family: 4 | 6) => async () => {
    if (family === 4) asked++;
    return ofFamily(family);
  };
  const spies = [
    vi.spyOn(Resolver.prototype, 'resolve4').mockImplementation(resolve(4) as never),
    vi.spyOn(Resolver.prototype, 'resolve6').mockImplementation(resolve(6) as never),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return () => asked;
}

async function reasonOf(domain: string): Promise<string> {
  const error = await fetchedHomeServers(new Map())
    .rootAt(domain, 1_700_000_000, { octets: 0, status: undefined }, new AbortController().signal)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(error).toBeInstanceOf(HomeServerUnreachableError);
  return String((error as Error).cause);
}

const refused = /is not allowed/;

describe('a home server at an address of the own host or of a private network is never contacted', () => {
  test.each([
    '127.0.0.1',
    '127.1.2.3',
    '10.0.0.1',
    '172.16.5.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    // Other spellings of 127.0.0.1 that URLs allow.
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '0',
  ])('the domain %s', async (domain) => {
    expect(await reasonOf(domain)).toMatch(refused);
    expect(tried.length).toBeGreaterThan(0);
    expect(own.connections()).toBe(0);
  });

  test('the domain localhost', async () => {
    expect(await reasonOf('localhost')).toMatch(refused);
    expect(own.connections()).toBe(0);
  });

  test.each<[string, Addresses]>([
    ['127.0.0.1', [['127.0.0.1', 4]]],
    ['10.1.2.3', [['10.1.2.3', 4]]],
    ['192.168.0.1', [['192.168.0.1', 4]]],
    ['169.254.169.254, where clouds keep secrets', [['169.254.169.254', 4]]],
    ['::1', [['::1', 6]]],
    ['::', [['::', 6]]],
    ['fe80::1', [['fe80::1', 6]]],
    ['fd00::1', [['fd00::1', 6]]],
    ['::ffff:127.0.0.1', [['::ffff:127.0.0.1', 6]]],
    ['64:ff9b::7f00:1', [['64:ff9b::7f00:1', 6]]],
    ['2002:7f00:1::', [['2002:7f00:1::', 6]]],
    [
      '127.0.0.1 after a public one',
      [
        ['192.0.66.1', 4],
        ['127.0.0.1', 4],
      ],
    ],
    [
      '::1 beside a public one',
      [
        ['192.0.66.1', 4],
        ['::1', 6],
      ],
    ],
  ])('a name that resolves to %s', async (_, addresses) => {
    const asked = resolveTo(addresses);
    expect(await reasonOf('home.example.com')).toMatch(refused);
    // The checked address is the one that is connected to: a try looks the name up once.
    expect(tried.length).toBeGreaterThan(0);
    expect(asked()).toBe(tried.length);
    expect(own.connections()).toBe(0);
  });

  test("a name that resolves to a public address of the host's own", async () => {
    const address = '192.0.66.1';
    const netmask = '255.255.255.0';
    const spy = vi.spyOn(os, 'networkInterfaces').mockReturnValue({
      eth0: [{ address, family: 'IPv4', netmask, cidr: `${address}/24`, mac: '', internal: false }],
    });
    onTestFinished(() => spy.mockRestore());
    resolveTo([[address, 4]]);
    expect(await reasonOf('home.example.com')).toMatch(refused);
    expect(tried.length).toBeGreaterThan(0);
  });

  test('but a configured address is asked, which shows that the listener notices requests', async () => {
    const urls = new Map([['localhost', 'https://localhost']]);
    const received = { octets: 0, status: undefined };
    const asking = fetchedHomeServers(urls).rootAt(
      'localhost',
      1_700_000_000,
      received,
      new AbortController().signal,
    );
    await expect(asking).rejects.toThrow(HomeServerUnreachableError);
    expect(own.connections()).toBeGreaterThan(0);
  });
});

test('an update of an actor of localhost is a 502', async () => {
  const connections = own.connections();
  const server = await startServer({ P2CORE_DOMAIN: 'b.example' });
  onTestFinished(() => server.close());
  const session = await addForeignSession(server, 'alice@localhost');
  const pem = await issueFor(await newRoot('localhost'), session);
  expect(await update(server, session, pem)).toEqual({
    status: 502,
    error: 'P2CORE_HOME_SERVER_UNREACHABLE',
  });
  expect(own.connections()).toBe(connections);
});

test.each([
  ['127.0.0.1', 400, 'P2CORE_INVALID_ID_CERT'],
  ['10.0.0.1', 400, 'P2CORE_INVALID_ID_CERT'],
  ['home.123', 400, 'P2CORE_INVALID_ID_CERT'],
  ['xn--a', 403, 'P2CORE_ID_CERT_UNTRUSTED'],
])(
  'an update of an actor of %s, which no URL can reach, is a %i and sends no request',
  async (domain, status, error) => {
    const server = await startServer({ P2CORE_DOMAIN: 'b.example' });
    onTestFinished(() => server.close());
    const session = await addForeignSession(server, `alice@${domain}`);
    const issuer = domain
      .split('.')
      .reverse()
      .map((label) => dc(label));
    const pem = await makeIdCert({
      subject: [cn('alice'), ...issuer, uid(`alice@${domain}`), sid('s1')],
      issuer,
      notBefore: now() - 60,
      notAfter: now() + 3600,
    });
    expect(await update(server, session, pem)).toEqual({
      status,
      error,
    });
    expect(tried).toEqual([]);
  },
);

test("names are looked up by name servers, and not in the process' few threads", async () => {
  const spy = vi.spyOn(dns, 'lookup');
  onTestFinished(() => spy.mockRestore());
  resolveTo([['127.0.0.1', 4]]);
  await reasonOf('home.example.com');
  expect(spy).not.toHaveBeenCalled();
});
