/**
 * Measures the server stubs on each operation, beside bare Express with the same handlers and beside a stock mount of
 * express-openapi-validator: the CPU time for a request, and the requests a second. Writes `bench-stubs.json` into the
 * working directory.
 */
import { writeFile } from 'node:fs/promises';
import { compare, rowsOf, type Scenario } from './measure/compare.js';
import type { BenchRequest } from './measure/load.js';
import { type ServerProcess, startServer } from './measure/server-process.js';
import { exchanges } from './servers/exchanges.js';

const rounds = Number(process.env.ROUNDS ?? 9);
const requests = 1000;

const asked = Object.fromEntries(
  Object.entries(exchanges).map(([id, { request }]) => [id, request]),
);
const { getActorIdCerts } = exchanges;
const inContent: BenchRequest = {
  ...getActorIdCerts.request,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ timestamp: '1620000000' }),
};
const invalid = `${getActorIdCerts.request.path}?timestamp=yesterday`;

const scenarios: Record<string, Scenario> = {
  ...Object.fromEntries(
    Object.entries({ ...asked, 'getActorIdCerts, GET body': inContent }).map(
      ([name, request]): [string, Scenario] => [
        name,
        (_variant, count) => Array(count).fill(request),
      ],
    ),
  ),
  'getActorIdCerts, invalid timestamp': (variant, count) =>
    Array(count).fill({ path: invalid, status: variant === 'bare Express' ? 200 : 400 }),
};

const servers = new Map<string, ServerProcess>();
for (const variant of ['bare Express', 'stock validator', 'stubs']) {
  servers.set(variant, await startServer(script('servers/run.ts'), [variant]));
}
const rows = rowsOf(await compare(servers, scenarios, { rounds, requests }), 'bare Express');
for (const server of servers.values()) await server.stop();
console.table(rows);
await writeFile('bench-stubs.json', `${JSON.stringify({ rounds, requests, rows }, null, 2)}\n`);

function script(path: string): URL {
  return new URL(path, import.meta.url);
}
