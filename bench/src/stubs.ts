/**
 * Measures the server stubs on each operation, beside bare Express with the same handlers and beside a stock mount of
 * express-openapi-validator: the CPU time for a request, and the requests a second. Writes `bench-stubs.json` into the
 * working directory.
 */
import { writeFile } from 'node:fs/promises';
import { costsOf, type Measured, measure, rowsOf, type Scenario } from './measure/compare.js';
import type { BenchRequest } from './measure/load.js';
import { type ServerProcess, startServer } from './measure/server-process.js';
import { exchanges } from './servers/exchanges.js';

const runs = Number(process.env.ROUNDS ?? 2);

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

/** In new processes: in one of them, the same code may stay some 3 % slower to its end than in another. */
async function run(): Promise<Measured> {
  const servers = new Map<string, ServerProcess>();
  for (const variant of ['bare Express', 'stock validator', 'stubs']) {
    servers.set(variant, await startServer(new URL('servers/run.ts', import.meta.url), [variant]));
  }
  const measured = await measure(servers, scenarios, { rounds: 2, requests: 1000 });
  for (const server of servers.values()) await server.stop();
  return measured;
}

const measured: Measured[] = [];
while (measured.length < runs) measured.push(await run());
const rows = rowsOf(costsOf(...measured));
console.table(rows);
await writeFile('bench-stubs.json', `${JSON.stringify({ runs, rows }, null, 2)}\n`);
