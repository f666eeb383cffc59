/** A stranger tries to make nginx, with its default cache key, keep an answer of the stranger's choice for everybody (R3, S5). */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasNginx, startNginx } from '@p2core/testing/nginx';
import { pathPrefix } from '@p2core/types';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { newSession } from '../support/actors.js';
import { exchange, type WireAnswer, type WireRequest } from '../support/exchange.js';
import { adminToken, startServer } from '../support/server.js';

if (!hasNginx) console.log('Skipped: poisoning the cache of nginx, which is not installed here.');

const server = await startServer();
afterAll(() => server.close());
const { fid } = await newSession(server);
const before = now();
while (now() === before) await sleep(50);
await server.send({ method: 'PUT', path: '/key/server', token: adminToken });

type Attack = Omit<WireRequest, 'path'>;

const json = (value: unknown): Attack => ({
  headers: { 'Content-Type': 'application/json' },
  content: JSON.stringify(value),
});
const nobody = json({ session_id: 'nobody' });
const actor = `/idcert/actor/${fid}`;

/** The stranger's request, and the route that it is for. */
const ways: [name: string, route: string, attack: Attack][] = [
  [
    'a time at which the key was another, as content',
    '/idcert/server',
    json({ timestamp: before }),
  ],
  ['a session that there is not, as content', actor, nobody],
  ['content in chunks', actor, { ...nobody, chunked: true }],
  ['content without a type', actor, { content: nobody.content }],
  ['HEAD with content, which nginx sends on as GET', actor, { ...nobody, method: 'HEAD' }],
  [
    'content and `If-None-Match: *`, for a 304',
    actor,
    { ...nobody, headers: { ...nobody.headers, 'If-None-Match': '*' } },
  ],
  ['a time without a certificate, for a 404', '/key/server', json({ timestamp: 0 })],
  ['content that is no JSON, for a 400', '/idcert/server', { ...nobody, content: '{' }],
  ['another Accept, without content', '/idcert/server', { headers: { Accept: 'text/plain' } }],
];

const summary = ({ status, octets }: WireAnswer) => `${status} ${octets.toString()}`;

/** Tries each way through a cache. Returns the names of those after which others get a wrong answer. */
async function tryAll(settings: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-cache-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // Started by root, nginx works as another user.
  await chmod(folder, 0o755);
  const nginx = await startNginx(
    `proxy_cache_path ${folder}/answers keys_zone=answers:1m use_temp_path=off;
server {
  listen 443 ssl;
  location / {
    proxy_pass ${server.url};
    proxy_cache answers;
    add_header X-Cache $upstream_cache_status always;
    ${settings}
  }
}
`,
  );
  onTestFinished(() => nginx.close());
  const { url } = nginx;
  const poisoned: string[] = [];
  for (const [index, [name, route, attack]] of ways.entries()) {
    // An unknown parameter is ignored, so each way has a place of its own in the cache.
    const path = `${pathPrefix}${route}?way=${index}`;
    const truth = summary(await exchange(server.url, { path }));
    const given = await exchange(url, { ...attack, path });
    const victim = await exchange(url, { path });
    const again = await exchange(url, { path });
    const isTrue = summary(victim) === truth && summary(again) === truth;
    if (!isTrue) poisoned.push(name);
    const caches = [given, victim, again]
      .map(({ headers }) => headers['x-cache'] ?? '-')
      .join(', ');
    console.log(`${isTrue ? 'in vain ' : 'POISONED'}  ${name}: ${given.status}; cache: ${caches}`);
    expect(again.headers['x-cache'], name).toBe('HIT');
  }
  return poisoned;
}

test.skipIf(!hasNginx)('no way makes nginx give the stranger’s answer to others', async () => {
  expect(await tryAll('')).toEqual([]);
});

test.skipIf(!hasNginx)(
  'a cache that disregards no-store is poisoned: the test would see it',
  async () => {
    const careless = 'proxy_ignore_headers Cache-Control; proxy_cache_valid any 1h;';
    expect(await tryAll(careless)).toEqual(
      expect.arrayContaining(ways.slice(0, 4).map(([name]) => name)),
    );
  },
);
