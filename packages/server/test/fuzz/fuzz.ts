/** Hostile requests over raw sockets. The seed is printed; P2CORE_FUZZ_SEED repeats a run. */

import { Random } from '@p2core/testing/random';
import { RawConnection } from '@p2core/testing/raw-connection';
import { pathPrefix } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileRequest, hostileRequest } from './hostile-request.js';
import { judge } from './judge.js';
import { type ServedElsewhere, serveElsewhere } from './served.js';

const seed = Number(process.env.P2CORE_FUZZ_SEED ?? Date.now() % 2 ** 32);
const clients = 8;

interface Tally {
  sent: number;
  statuses: Map<number, number>;
  /** Connections that were closed without an answer to a torn request. */
  closed: number;
  faults: string[];
}

/** Sends requests on one connection, some before the answers to those before them, and judges the answers. */
async function converse(
  port: number,
  requests: HostileRequest[],
  tally: Tally,
): Promise<HostileRequest[]> {
  const connection = await RawConnection.open(port);
  const last = requests.at(-1);
  connection.write(Buffer.concat(requests.map(({ octets }) => octets)));
  try {
    for (const [index, request] of requests.entries()) {
      // When a client ends its side, Node drops the answers that are not written by then.
      if (request.isTorn) connection.end();
      const answer = await connection.next({ toHead: request.method === 'HEAD' });
      if (answer === undefined) {
        if (request.isTorn) tally.closed += 1;
        else throw new Error('the connection was closed without an answer');
        return [];
      }
      note(request, answer.status, judge(request, answer), tally);
      const isLast = answer.headers.connection === 'close';
      if (isLast && !request.isTorn) return requests.slice(index + 1);
    }
    // The octets after a torn request may be read as further requests.
    while (last?.isTorn) {
      const answer = await connection.next();
      if (answer === undefined) break;
      note(last, answer.status, judge(last, answer), tally);
    }
  } catch (error) {
    const sent = requests.map(({ octets }) => octets.toString('latin1').slice(0, 2_000));
    tally.faults.push(`${(error as Error).message}\n${JSON.stringify(sent)}`);
  } finally {
    connection.close();
  }
  return [];
}

function note(
  request: HostileRequest,
  status: number,
  fault: string | undefined,
  tally: Tally,
): void {
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  if (fault === undefined) return;
  const sent = JSON.stringify(request.octets.toString('latin1').slice(0, 2_000));
  tally.faults.push(`${status}: ${fault}\n${sent}`);
}

async function hold(port: number, client: number, count: number, tally: Tally): Promise<void> {
  const random = new Random(seed * clients + client);
  for (let sent = 0; sent < count && tally.faults.length < 20; ) {
    let batch = nextBatch(random);
    sent += batch.length;
    tally.sent += batch.length;
    while (batch.length > 0) batch = await converse(port, batch, tally);
  }
}

/** Some requests for one connection. */
function nextBatch(random: Random): HostileRequest[] {
  const batch: HostileRequest[] = [];
  do batch.push(hostileRequest(random));
  while (!mustBeLast(batch.at(-1)) && batch.length < 6 && random.chance(0.8));
  return batch;
}

/**
 * Octets after a torn request have no defined meaning. Outside the contract's routes Node loses the request after some
 * others.
 */
function mustBeLast(request: HostileRequest | undefined): boolean {
  const isElsewhere = !request?.target.startsWith(`${pathPrefix}/`);
  return request?.isTorn || (isElsewhere && /upgrade/i.test(`${request?.octets}`));
}

/** Sends so many hostile requests to the correct server of all operations, and expects nothing wrong of it. */
export function fuzz(count: number): void {
  let server: ServedElsewhere;
  beforeAll(async () => {
    server = await serveElsewhere();
  });
  afterAll(() => server.stop());

  const name = `${count} hostile requests are answered in time and by the contract (seed ${seed})`;

  test(name, { timeout: 120_000 + 10 * count }, async () => {
    const tally: Tally = { sent: 0, statuses: new Map(), closed: 0, faults: [] };
    const before = await server.report();
    await Promise.all(
      Array.from({ length: clients }, (_, client) =>
        hold(server.port, client, count / clients, tally),
      ),
    );
    const after = await server.report();
    const statuses = [...tally.statuses]
      .sort(([a], [b]) => a - b)
      .map((entry) => entry.join(' × '));
    console.log(
      `fuzz: seed ${seed}, ${tally.sent} requests, answers ${statuses.join(', ')}; ` +
        `${tally.closed} torn ones closed without; RSS ${mebi(before.rss)} → ${mebi(after.rss)}, ` +
        `heap ${mebi(before.heapUsed)} → ${mebi(after.heapUsed)}`,
    );
    expect(tally.faults.slice(0, 5)).toEqual([]);
    expect(after.log).toEqual([]);
    expect(tally.sent).toBeGreaterThanOrEqual(count);
  });
}

function mebi(octets: number): string {
  return `${(octets / 2 ** 20).toFixed(1)} MiB`;
}
