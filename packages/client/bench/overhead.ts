/**
 * What a call of the client costs beside bare `fetch`, and a call with content beside bare `node:http` with connections
 * that stay open. Both take turns in one process; the server is a process of its own.
 *
 *     npx tsx packages/client/bench/overhead.ts [rounds]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient } from '@p2core/client';
import { operations } from '@p2core/types';
import { document } from '@p2core/types/document';
import { startReferenceServer } from '../test/support/reference-server.js';

const rounds = Number(process.argv[2] ?? 5000);
const warmUp = Math.ceil(rounds / 5);
const { path } = operations.getServerIdCert;
const timestamp = Math.floor(Date.now() / 1000) + 60;

type Call = () => Promise<string>;

/** What one would write without the client. */
function bareFetch(url: string): Call {
  return async () => {
    const response = await fetch(`${url}${path}?timestamp=${timestamp}`);
    if (response.status !== 200) throw new Error(String(response.status));
    return (await response.json()) as string;
  };
}

function bareHttp(url: string): Call {
  const agent = new Agent({ keepAlive: true });
  const headers = { 'Content-Type': 'application/json' };
  return () =>
    new Promise((resolve, reject) => {
      const sent = request(`${url}${path}`, { agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(String(response.statusCode)));
        const chunks: Buffer[] = [];
        response.on('error', reject).on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      });
      const content = JSON.stringify({ timestamp: String(timestamp) });
      sent.setHeader('Content-Length', Buffer.byteLength(content));
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

/** The medians of both, in microseconds; each goes first in every other round. */
async function compare(bare: Call, client: Call): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  const calls = [bare, client];
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const start = process.hrtime.bigint();
      await (calls[which] as Call)();
      const time = Number(process.hrtime.bigint() - start) / 1000;
      if (round >= warmUp) times[which as 0 | 1].push(time);
    }
  }
  return times.map(median) as [number, number];
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] as number;
}

async function startQuickServer(): Promise<{ url: string; child: ChildProcess }> {
  const examples = document.components.examples as Record<string, { value: string }>;
  const script = fileURLToPath(new URL('quick-server.mjs', import.meta.url));
  const content = JSON.stringify(examples['server-id-cert']?.value);
  const child = spawn(process.execPath, [script, content], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: child.stdout })) return { url, child };
  throw new Error('the server did not start');
}

async function report(server: string, url: string): Promise<void> {
  for (const [form, bare, client] of [
    ['GET, filters in the query', bareFetch(url), byClient(url, 'query')],
    ['GET, filters as content', bareHttp(url), byClient(url, 'body')],
  ] as const) {
    const [bareTime, clientTime] = await compare(bare, client);
    const cells = [bareTime, clientTime].map((time) => `${time.toFixed(0)} µs`.padStart(10));
    const ratio = (clientTime / bareTime).toFixed(2).padStart(8);
    console.log(`${server.padEnd(20)}${form.padEnd(28)}${cells.join('')}${ratio}`);
  }
}

console.log(
  `${'server'.padEnd(48)}${'bare'.padStart(10)}${'client'.padStart(10)}${'ratio'.padStart(8)}`,
);
const quick = await startQuickServer();
await report('answers at once', quick.url);
quick.child.kill();
const reference = await startReferenceServer('home.example.com');
await report('reference server', reference.url);
await reference.stop();
