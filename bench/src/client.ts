/**
 * Measures a call of the client beside bare `fetch`, and a call with content beside bare `node:http` over connections that
 * stay open. Prints the medians, their ratio, and the least and the greatest ratio among the tenths of the run. Both take
 * turns in one process. The two servers, one that answers at once and the reference server, have processes of their own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@p2core/client';
import { operations } from '@p2core/types';
import { document } from '@p2core/types/document';
import { median } from './measure/median.js';
import { startReferenceServer, startServer } from './measure/server-process.js';

const rounds = Number(process.env.ROUNDS ?? 10_000);
const warmUp = rounds / 2;
const { path } = operations.getServerIdCert;
const timestamp = Math.floor(Date.now() / 1000) + 60;

type Call = () => Promise<string>;

/** The same call, written without the client. */
function bareFetch(url: string): Call {
  return async () => {
    const response = await fetch(`${url}${path}?timestamp=${timestamp}`);
    if (response.status !== 200) throw new Error(String(response.status));
    return (await response.json()) as string;
  };
}

function bareHttp(url: string): Call {
  const agent = new Agent({ keepAlive: true });
  return () =>
    new Promise((resolve, reject) => {
      const content = JSON.stringify({ timestamp: String(timestamp) });
      const headers = {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(content),
      };
      const sent = request(`${url}${path}`, { agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(String(response.statusCode)));
        const chunks: Buffer[] = [];
        response.on('error', reject).on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      });
      sent.on('error', reject).end(content);
    });
}

function byClient(url: string, filters: 'query' | 'body'): Call {
  const client = createClient({ baseUrl: url, filters });
  return async () => {
    const answer = await client.getServerIdCert({ timestamp });
    if (answer.status !== 200) throw new Error(String(answer.status));
    return answer.body;
  };
}

/** Measures both, in microseconds, round by round. Each goes first in every other round. */
async function compare(bare: Call, client: Call): Promise<{ bare: number[]; client: number[] }> {
  const times = { bare: [] as number[], client: [] as number[] };
  for (let round = -warmUp; round < rounds; round++) {
    const turns = [['bare', bare] as const, ['client', client] as const];
    for (const [which, call] of round % 2 === 0 ? turns : turns.reverse()) {
      const start = performance.now();
      await call();
      if (round >= 0) times[which].push((performance.now() - start) * 1000);
    }
  }
  return times;
}

/** The ratio of the medians in each tenth of a run. */
function ratiosOfTenths(times: { bare: number[]; client: number[] }): number[] {
  const length = Math.ceil(times.bare.length / 10);
  return Array.from({ length: 10 }, (_tenth, index) => {
    const part = [index * length, (index + 1) * length] as const;
    return median(times.client.slice(...part)) / median(times.bare.slice(...part));
  });
}

const examples = document.components.examples as Record<string, { value: string }>;
const folder = mkdtempSync(join(tmpdir(), 'p2core-bench-client-'));
const example = JSON.stringify(examples['server-id-cert']?.value);
const servers = {
  'answers at once': await startServer(new URL('servers/quick.mjs', import.meta.url), [example]),
  'reference server': await startReferenceServer({
    P2CORE_RATE_LIMIT: 'off',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
  }),
};

try {
  const rows = [];
  for (const [server, { origin: url }] of Object.entries(servers)) {
    for (const [call, bare, client] of [
      ['GET, filters in the query', bareFetch(url), byClient(url, 'query')],
      ['GET, filters as content', bareHttp(url), byClient(url, 'body')],
    ] as const) {
      const times = await compare(bare, client);
      const ratios = ratiosOfTenths(times);
      rows.push({
        server,
        call,
        'bare µs': Math.round(median(times.bare)),
        'client µs': Math.round(median(times.client)),
        'client ÷ bare': (median(times.client) / median(times.bare)).toFixed(3),
        'of tenths': `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
      });
    }
  }
  console.table(rows);
} finally {
  for (const server of Object.values(servers)) await server.stop();
  rmSync(folder, { recursive: true });
}
