import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { exchange, type WireAnswer } from '../support/exchange.js';
import type { TestServer } from '../support/server.js';
import { type Asked, askAll } from './operations.js';

/** A fault that makes the database unavailable. */
export interface Fault {
  name: string;
  /** Whether the database can still be read. */
  leavesReading?: boolean;
  begin(): unknown;
  end(): unknown;
}

type Row = Record<string, string>;

const since = (start: number) => `${((performance.now() - start) / 1000).toFixed(2)} s`;

/**
 * Asks for every operation while the fault lasts, and again and again when it is over, and demands what the contract
 * says: 503 with `Retry-After` from each that needs what is not there, and the usual answer afterwards.
 *
 * @returns for each operation the status, the time to answer and the time to recover
 */
export async function sufferOutage(server: TestServer, fault: Fault): Promise<Row> {
  const asked = await askAll(server);
  const row: Row = {};
  await fault.begin();
  try {
    if (fault.leavesReading) await untilRead(server);
    await Promise.all([
      ...asked.map(async (each) => {
        const start = performance.now();
        const answer = await server.send(each.request);
        row[each.operation] = `${answer.status} in ${since(start)}`;
        demandFault(each, answer, fault);
      }),
      (async () => {
        const start = performance.now();
        const { status } = await ready(server);
        row['/readyz'] = `${status} in ${since(start)}`;
        expect(status).toBe(503);
      })(),
      (async () => expect((await server.send({ path: '/challenge' })).status).toBe(200))(),
    ]);
  } finally {
    await fault.end();
  }
  const end = performance.now();
  await Promise.all([
    ...asked.map(async ({ operation, request, again, status }) => {
      while ((await server.send((await again?.()) ?? request)).status !== status) await sleep(50);
      row[operation] += `, back after ${since(end)}`;
    }),
    (async () => {
      while ((await ready(server)).status !== 200) await sleep(50);
      row['/readyz'] += `, back after ${since(end)}`;
    })(),
  ]);
  return row;
}

function demandFault({ operation, reads, status }: Asked, answer: WireAnswer, fault: Fault): void {
  const seen = { operation, status: answer.status };
  if (reads && fault.leavesReading) {
    expect(seen).toEqual({ operation, status });
    return;
  }
  expect({ ...seen, error: answer.json.error }).toEqual({
    operation,
    status: 503,
    error: 'P2CORE_UNAVAILABLE',
  });
  expect(answer.headers['retry-after']).toMatch(/^\d+$/);
}

/** A fault may cut connections: a request before the server has noticed gets 503. */
async function untilRead(server: TestServer): Promise<void> {
  while ((await server.send({ path: '/idcert/server' })).status !== 200) await sleep(50);
}

function ready({ url }: TestServer): Promise<WireAnswer> {
  return exchange(url, { path: '/readyz' });
}

/** Prints the outcomes of all faults, a row for each operation. */
export function printOutages(database: string, rows: Map<string, Row>): void {
  for (const [fault, row] of rows) {
    console.log(`${database}, ${fault}\n${JSON.stringify(row, undefined, 2)}`);
  }
}
