import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addActor, addSession, openReferenceServer, readConfig } from '@p2core/reference-server';
import { type Cost, type Costs, costsOf, measure, type Scenario } from '../measure/compare.js';
import type { BenchRequest } from '../measure/load.js';
import { startReferenceServer, startServer } from '../measure/server-process.js';
import { largestRequests } from './contents.js';

const bare = 'bare Express';
const reference = 'reference server';
const adminToken = 'administrator-of-the-benchmark';

/** Few connections: while a server reads megabytes on some, it closes the others as idle. */
const connections = 2;

/** This request ends the token of its session, so each time it needs another one. */
const revocation = 'revokeSessionToken, a long target';

/** The cost of one of the largest requests to the reference server, and beside bare Express. */
export interface LargestCost {
  readonly request: string;
  /** Microseconds of CPU time. */
  readonly cpu: number;
  /** The cost divided by that of bare Express for the same octets. */
  readonly ratio: number;
}

/** Measures the largest requests on both servers in one run. */
export async function measureLargest(options: {
  rounds: number;
  requests: number;
}): Promise<LargestCost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-cost-'));
  const env = {
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
    P2CORE_ADMIN_TOKEN: adminToken,
    P2CORE_RATE_LIMIT: 'off',
  };
  const servers = new Map([
    [bare, await startServer(new URL('../servers/run.ts', import.meta.url), [bare])],
    [reference, await startReferenceServer(env)],
  ]);
  try {
    const operator = await openReferenceServer(readConfig(env));
    const { fid } = await addActor(operator, 'alice');
    const { token, id_cert } = await addSession(operator, fid);
    const asker = { fid, token, adminToken, idCert: id_cert ?? '' };
    const requests = largestRequests(asker);
    const scenarios = Object.fromEntries(
      [...requests].map(([name, request]): [string, Scenario] => [
        name,
        (_variant, count) => Array(Math.ceil(count / shareOf(request))).fill(request),
      ]),
    );
    await addActor(operator, 'bob');
    scenarios[revocation] = async (_variant, count) => {
      const revocations: BenchRequest[] = [];
      while (revocations.length < count) {
        const { token } = await addSession(operator, 'bob');
        const headers = { Authorization: `Bearer ${token}` };
        revocations.push({ ...(requests.get(revocation) as BenchRequest), headers });
      }
      return revocations;
    };
    const measured = await measure(servers, scenarios, { ...options, connections });
    await operator.close();
    return ratiosOf(costsOf(measured), reference);
  } finally {
    for (const server of servers.values()) await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Large requests are repeated less often: their number is divided by this. */
function shareOf({ body = '' }: BenchRequest): number {
  return Math.ceil((body.length + 1) / 2 ** 20) ** 2;
}

/** The costs of one server. */
export function ratiosOf(costs: Costs, server: string): LargestCost[] {
  return [...costs].map(([request, byServer]) => {
    const { cpu, ratio } = byServer.get(server) as Cost;
    return { request, cpu, ratio };
  });
}
