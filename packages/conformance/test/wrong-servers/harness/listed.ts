/** Reads and changes the list of an actor's ID-Certs in an answer. */
import { X509Certificate } from 'node:crypto';
import type { NewFault } from '../wrong-server.js';
import { answers, on } from './faults.js';
import type { Healthy } from './healthy.js';
import {
  type Answer,
  filtersOf,
  type Request,
  timeIn,
  valueIn,
  withFilters,
  withValue,
} from './message.js';

/** The elements at one position of all arrays of the answer (R7). */
export interface Row {
  idcerts: string;
  invalidated: boolean;
  [array: string]: unknown;
}

/** The arrays of an answer, row by row. */
export function rowsOf(answer: Answer): Row[] {
  const value = valueIn(answer) as Record<string, unknown[]>;
  const arrays = Object.entries(value);
  return (value.idcerts ?? []).map((_, position) => {
    const row = arrays.map(([name, array]) => [name, array[position]]);
    return Object.fromEntries(row) as Row;
  });
}

/** An answer that lists these rows. */
export function withRows(answer: Answer, rows: readonly Row[]): Answer {
  const names = Object.keys(valueIn(answer) as object);
  const arrays = names.map((name) => [name, rows.map((row) => row[name])]);
  return withValue(answer, Object.fromEntries(arrays));
}

/** Whether an answer is such a list. */
export function isList(answer: Answer): boolean {
  return answer.status === 200 && answer.content.length > 0;
}

/** Changes the rows of each list. */
export function lists(
  change: (
    rows: Row[],
    request: Request,
    healthy: Healthy,
  ) => readonly Row[] | Promise<readonly Row[]>,
): NewFault {
  return on(
    'getActorIdCerts',
    answers(async (answer, request, healthy) =>
      isList(answer) ? withRows(answer, await change(rowsOf(answer), request, healthy)) : answer,
    ),
  );
}

/** The rows that the healthy server lists for a request. */
export async function rowsFor(request: Request, healthy: Healthy): Promise<Row[]> {
  const answer = await healthy.send(request);
  return isList(answer) ? rowsOf(answer) : [];
}

/** The rows for the same request with another timestamp; `undefined` for none. */
export function rowsAt(
  time: number | undefined,
  request: Request,
  healthy: Healthy,
): Promise<Row[]> {
  return rowsFor(withFilters(request, { ...filtersOf(request), timestamp: time }), healthy);
}

/** The rows of two lists, each once. */
export function both(one: readonly Row[], other: readonly Row[]): Row[] {
  const known = new Set(one.map(({ idcerts }) => idcerts));
  return [...one, ...other.filter(({ idcerts }) => !known.has(idcerts))];
}

/** The validity of a certificate, in seconds since the epoch. */
export function validityOf(pem: string): { notBefore: number; notAfter: number } {
  const { validFrom, validTo } = new X509Certificate(pem);
  return { notBefore: Date.parse(validFrom) / 1000, notAfter: Date.parse(validTo) / 1000 };
}

/** Adds to the list for a time those rows of the present that match. */
export function addsFromNow(
  isSuch: (validity: ReturnType<typeof validityOf>, time: number) => boolean,
): NewFault {
  return lists(async (rows, request, healthy) => {
    const time = timeIn(request);
    if (time === undefined) return rows;
    const now = await rowsAt(undefined, request, healthy);
    return both(
      rows,
      now.filter(({ idcerts }) => isSuch(validityOf(idcerts), time)),
    );
  });
}
