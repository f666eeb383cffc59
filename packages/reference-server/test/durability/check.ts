import { expect } from 'vitest';
import type { ReferenceServer } from '../../src/reference-server.js';
import { hashToken } from '../../src/sessions/tokens.js';
import type { Ledger } from './ledger.js';
import type { Cast } from './stage.js';

type Row = Record<string, string | number | null>;

/** Every row of the database, by table. */
async function readTables({ store }: ReferenceServer): Promise<(table: string) => Row[]> {
  const tables = new Map<string, Row[]>();
  await store.export((line) => {
    const { table, row } = JSON.parse(line);
    tables.set(table, [...(tables.get(table) ?? []), row]);
  });
  return (table) => tables.get(table) ?? [];
}

/** Checks that nothing in the ledger was lost or given out twice. Safe at any time between two starts. */
export async function checkLedger(
  operator: ReferenceServer,
  ledger: Ledger,
  cast: Cast,
): Promise<void> {
  const tables = await readTables(operator);
  checkRotations(tables, ledger);
  checkSessions(tables, ledger);
  checkUpdates(tables, ledger, cast);
  checkMembers(tables, ledger);
  checkRegistrations(tables, ledger);
  checkNothingTwice(ledger);
  checkEvents(tables, ledger, cast);
  cast.home.check(tables);
}

function checkRotations(tables: (table: string) => Row[], { rotations }: Ledger): void {
  const certificates = tables('server_identities').map(({ certificate }) => String(certificate));
  const kept = new Set(certificates);
  expect(rotations.filter((certificate) => !kept.has(certificate))).toEqual([]);
  // After the last acknowledged one there can only be that which was asked for and not answered.
  const last = rotations.at(-1);
  if (last !== undefined) {
    expect(certificates.length - 1 - certificates.indexOf(last)).toBeLessThanOrEqual(1);
  }
}

/** A deletion that was answered is there; one that was not happened as a whole or not at all. */
function checkSessions(tables: (table: string) => Row[], { asked, deleted }: Ledger): void {
  const current = new Set(
    tables('id_certs').flatMap(({ invalidated_at: at, session_id: id }) =>
      at === null ? [id] : [],
    ),
  );
  const stocked = new Set(tables('key_packages').map(({ session }) => session));
  const doomed = tables('sessions').filter(({ fid }) => String(fid).startsWith('deleted@'));
  const live = doomed.filter(({ ended_at: endedAt }) => endedAt === null);
  const liveIds = new Set(live.map(({ session_id: id }) => String(id)));
  expect([...deleted].filter((id) => liveIds.has(id))).toEqual([]);
  expect(
    doomed.filter(({ session_id: id }) => !liveIds.has(String(id)) && !asked.has(String(id))),
  ).toEqual([]);
  for (const { id, session_id: sessionId, token_hash: tokenHash, ended_at: endedAt } of doomed) {
    const isLive = endedAt === null;
    expect({
      sessionId,
      hasToken: tokenHash !== null,
      hasIdCert: current.has(sessionId as string),
      hasStock: stocked.has(id as number),
    }).toEqual({ sessionId, hasToken: isLive, hasIdCert: isLive, hasStock: isLive });
  }
}

function checkUpdates(
  tables: (table: string) => Row[],
  { updates }: Ledger,
  { updater }: Cast,
): void {
  const own = tables('id_certs').filter(({ fid }) => fid === updater.fid);
  const certificates = own.map(({ certificate }) => certificate);
  expect(updates.filter((pem) => !certificates.includes(pem))).toEqual([]);
  expect(own.filter(({ invalidated_at: at }) => at === null)).toHaveLength(1);
  // The current one is the last that was acknowledged, or one that was asked for after it.
  const current = own.findIndex(({ invalidated_at: at }) => at === null);
  const last = updates.at(-1);
  if (last !== undefined) expect(current).toBeGreaterThanOrEqual(certificates.indexOf(last));
}

/** A begun session has its certificate, and an answered log-in its token. An unanswered request may have happened or not. */
function checkMembers(tables: (table: string) => Row[], { trusted, loggedIn }: Ledger): void {
  const isMember = ({ fid }: Row) => String(fid).startsWith('member-');
  const current = new Map(
    tables('id_certs')
      .filter((row) => isMember(row) && row.invalidated_at === null)
      .map(({ session_id: id, certificate }) => [id, certificate]),
  );
  const sessions = new Map(
    tables('sessions')
      .filter((row) => isMember(row) && row.ended_at === null)
      .map(({ session_id: id, token_hash: hash }) => [id, hash]),
  );
  expect([...sessions.keys()].toSorted()).toEqual([...current.keys()].toSorted());
  for (const [id, certificate] of trusted) expect(current.get(id)).toBe(certificate);
  for (const [id, token] of loggedIn) expect(sessions.get(id)).toBe(hashToken(token));
}

/** An actor is there if and only if its invitation was used up. */
function checkRegistrations(tables: (table: string) => Row[], { registered }: Ledger): void {
  const found = tables('actors').flatMap(({ fid }) =>
    String(fid).startsWith('new-') ? [String(fid)] : [],
  );
  const invited = tables('invitations').flatMap(({ used_by: fid }) => (fid === null ? [] : [fid]));
  expect(invited.toSorted()).toEqual(found.toSorted());
  expect(registered.filter((fid) => !found.includes(fid))).toEqual([]);
}

function checkNothingTwice({ given }: Ledger): void {
  expect([...given].filter(([, times]) => times > 1)).toEqual([]);
}

/** Each event that was ever numbered was delivered, or still is in the queue; each with the data it was added with. */
function checkEvents(tables: (table: string) => Row[], ledger: Ledger, { listeners }: Cast): void {
  for (const { session_id: sessionId } of listeners) {
    const session = tables('sessions').find((row) => row.session_id === sessionId);
    const ahead = Number(session?.last_event) - Number(session?.last_broadcast);
    const queued = new Map([
      ...tables('events')
        .filter((row) => row.session === session?.id)
        .map(({ s, d }) => [Number(s), String(d)] as const),
      ...tables('broadcasts')
        .filter(({ number }) => Number(number) > Number(session?.last_broadcast))
        .map(({ number, d }) => [ahead + Number(number), String(d)] as const),
    ]);
    const { added, delivered } = ledger.eventsOf(sessionId);
    const last = Math.max(Number(session?.last_event), ...queued.keys());
    const numbers = Array.from({ length: last }, (_, index) => index + 1);
    expect(numbers.filter((s) => !delivered.has(s) && !queued.has(s))).toEqual([]);
    expect(Math.max(0, ...delivered.keys())).toBeLessThanOrEqual(numbers.length);
    for (const [s, data] of added) expect(delivered.get(s) ?? queued.get(s)).toBe(data);
  }
}

/** Demands that every KeyPackage was given out, is in stock, or fell to a pop that was not answered. */
export async function checkStock(
  operator: ReferenceServer,
  { given, unansweredPops, uploaded }: Ledger,
  { popped }: Cast,
): Promise<{ uploaded: number; inStock: number; unaccounted: number }> {
  const tables = await readTables(operator);
  const fid = popped[0]?.fid;
  const sessions = tables('sessions').flatMap((row) => (row.fid === fid ? [row.id] : []));
  const ofActor = ({ session }: Row) => sessions.includes(session ?? null);
  const inStock = tables('key_packages').filter((row) => ofActor(row) && row.last_resort === 0);
  const unaccounted = uploaded - given.size - inStock.length;
  expect(unaccounted).toBeGreaterThanOrEqual(0);
  expect(unaccounted).toBeLessThanOrEqual(unansweredPops * popped.length);
  expect(inStock.filter(({ key_package: keyPackage }) => given.has(String(keyPackage)))).toEqual(
    [],
  );
  return { uploaded, inStock: inStock.length, unaccounted };
}
