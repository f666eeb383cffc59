/** The kit judges the server, not the proxies in front of it: behind each a healthy server fails no case. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hasNginx, oneProcess, severalProcesses, startNginx } from '@p2core/testing/nginx';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CaseResult } from '../../src/index.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { runKit } from '../support/kit.js';
import { answers } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { withFields } from '../wrong-servers/harness/message.js';

const hasPython = spawnSync('python3', ['--version']).error === undefined;
const tcpProxy = new URL('../support/tcp-proxy.py', import.meta.url);

/** A proxy that forwards requests to a server. */
interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

type Start = (url: string) => Promise<Proxy>;

/** All runs share one server, one directly after the other: no run leaves a state that delays the next. */
let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer({
    P2CORE_TRUSTED_PROXIES: 'loopback',
    P2CORE_RATE_LIMIT: 'off',
  });
});
afterAll(() => server.close());

async function behind(start: Start): Promise<readonly CaseResult[]> {
  const proxy = await start(server.url);
  onTestFinished(() => proxy.close());
  const fixture = { ...(await server.newFixture()), url: proxy.url, direct: false };
  return (await runKit({ fixture })).results;
}

function expectNothingFailed(results: readonly CaseResult[]): void {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(1800);
}

/** nginx with the guide's configuration, in front of one server. */
const nginx = (block: string) => (url: string) =>
  startNginx(block.replaceAll(/127\.0\.0\.1:300[01]/g, new URL(url).host));

/** One proxy before another, where that is installed: the kit meets the first, which meets the second. */
const before =
  (first: Start, second: Start | undefined): Start =>
  async (url) => {
    if (second === undefined) return first(url);
    const inner = await second(url);
    const outer = await first(inner.url);
    return {
      url: outer.url,
      close: async () => {
        await outer.close();
        await inner.close();
      },
    };
  };

async function startTcpProxy(url: string): Promise<Proxy> {
  const { hostname, port } = new URL(url);
  const child = spawn('python3', [fileURLToPath(tcpProxy), hostname, port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [listening] = await once(child.stdout, 'data');
  return {
    url: `http://127.0.0.1:${Number(listening)}`,
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** A CDN that adds its own header fields, sets cookies, and closes each connection. */
async function startCdn(url: string): Promise<Proxy> {
  const addsFields = answers((answer) => {
    const isShared = answer.headers.get('Cache-Control')?.startsWith('public');
    const seen = withFields(answer, {
      Via: '1.1 varnish, 1.1 edge-fra.example',
      'X-Cache': 'MISS, MISS',
      'X-Served-By': 'edge-fra',
      Server: 'edge',
      'Alt-Svc': 'h3=":443"; ma=86400',
      'Server-Timing': 'cdn-cache; desc=MISS, edge; dur=1',
      'Strict-Transport-Security': 'max-age=63072000',
      'Set-Cookie': 'visitor=1; Path=/; Secure; HttpOnly',
      Connection: 'close',
    });
    return isShared ? withFields(seen, { Age: '0' }) : seen;
  });
  const front = await startFront({ ...(await server.fixture()), url }, addsFields);
  return { url: front.fixture.url, close: () => front.close() };
}

const patience = { timeout: 300_000 };

const without = hasNginx ? '' : ', without nginx, which is not installed here,';
const whereInstalled = (block: string) => (hasNginx ? nginx(block) : undefined);

test.skipIf(!hasPython)(
  `behind a TCP proxy before the guide's nginx${without} a healthy server fails no case (skipped without Python)`,
  patience,
  async () => {
    expectNothingFailed(await behind(before(startTcpProxy, whereInstalled(oneProcess))));
  },
);

test(
  `behind a CDN before the guide's nginx that limits requests${without} a healthy server fails no case`,
  patience,
  async () => {
    expectNothingFailed(await behind(before(startCdn, whereInstalled(severalProcesses))));
  },
);
