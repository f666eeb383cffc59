/**
 * What the server stubs cost on each operation: CPU time a request and requests a second, beside bare Express with the
 * same handlers and beside a stock mount of express-openapi-validator. Writes `bench-stubs.json` into the folder that it
 * is started in.
 */
import { writeFile } from 'node:fs/promises';
import { operations } from '@p2core/types';
import { compare, rowsOf, type Scenario } from './measure/compare.js';
import type { BenchRequest } from './measure/load.js';
import { type ServerProcess, startServer } from './measure/server-process.js';
import { adminToken, contents, fid, token } from './servers/handlers.js';

const rounds = Number(process.env.ROUNDS ?? 9);
const requests = 2000;

const { path: actorPath } = operations.getActorIdCerts;
const bearer = (value: string) => ({ Authorization: `Bearer ${value}` });
const json = { 'Content-Type': 'application/json' };
const timestamp = JSON.stringify({ timestamp: '1620000000' });
const of = (id: keyof typeof operations, more: Omit<BenchRequest, 'method' | 'path'> = {}) => ({
  method: operations[id].method,
  path: operations[id].path.replace('{fid}', fid),
  ...more,
});

const asked: Record<string, BenchRequest> = {
  getChallenge: of('getChallenge'),
  getServerPublicKey: of('getServerPublicKey'),
  rotateServerIdentityKey: of('rotateServerIdentityKey', { headers: bearer(adminToken) }),
  getServerIdCert: of('getServerIdCert'),
  getActorIdCerts: of('getActorIdCerts'),
  'getActorIdCerts, GET body': of('getActorIdCerts', { headers: json, body: timestamp }),
  updateSessionIdCert: of('updateSessionIdCert', {
    headers: { ...bearer(token), 'Content-Type': 'text/plain' },
    body: contents.sessionIdCert,
    status: 201,
  }),
  deleteSession: of('deleteSession', {
    headers: { ...bearer(token), ...json },
    body: contents.session,
    status: 204,
  }),
  getKeyPackages: of('getKeyPackages', { headers: bearer(token) }),
  getEvents: of('getEvents', { headers: bearer(token) }),
};
const invalid = `${actorPath.replace('{fid}', fid)}?timestamp=yesterday`;

const scenarios: Record<string, Scenario> = {
  ...Object.fromEntries(
    Object.entries(asked).map(([name, request]): [string, Scenario] => [
      name,
      (_variant, count) => Array(count).fill(request),
    ]),
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
