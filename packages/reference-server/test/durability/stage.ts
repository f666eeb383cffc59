import { randomBytes } from 'node:crypto';
import { createIdCsr } from '@p2core/id-cert';
import { now } from '../../src/clock/clock.js';
import { readConfig } from '../../src/config.js';
import { addActor } from '../../src/operator/actors.js';
import { addEvent } from '../../src/operator/add-event.js';
import { addInvitation } from '../../src/operator/invitations.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { Passwords } from '../../src/passwords/passwords.js';
import { openReferenceServer, type ReferenceServer } from '../../src/reference-server.js';
import { newKeys, type OwnSession, password } from '../support/log-in.js';
import { adminToken } from '../support/server.js';
import { addStock } from '../support/stock.js';
import { HomeActor } from './home-actor.js';
import type { Ledger } from './ledger.js';
import { programEnv } from './server-process.js';

/** The actors: listeners fetch events, the popped actor gives KeyPackages, the updater presents ID-Certs. */
export interface Cast {
  readonly listeners: AddedSession[];
  readonly popped: AddedSession[];
  readonly updater: AddedSession;
  readonly home: HomeActor;
}

/** The environment of a server on `database`, whose sealing key is not in a file. */
export function stageEnv(database: string): NodeJS.ProcessEnv {
  return {
    P2CORE_DATABASE: database,
    P2CORE_SEALING_KEY: '5e'.repeat(32),
    P2CORE_ADMIN_TOKEN: adminToken,
  };
}

/** Opens the database, which is made where there is none, as another process than the server's. */
export async function withOperator<T>(
  env: NodeJS.ProcessEnv,
  use: (operator: ReferenceServer) => Promise<T>,
): Promise<T> {
  const operator = await openReferenceServer(readConfig(programEnv(env)), { create: true });
  try {
    return await use(operator);
  } finally {
    await operator.close();
  }
}

/** Registers the actors and adds their sessions. */
export async function setUp(operator: ReferenceServer): Promise<Cast> {
  for (const name of ['listener', 'popped', 'updater', 'deleted', 'renewer'])
    await addActor(operator, name);
  const sessions = (name: string, ids: string[]) =>
    Promise.all(ids.map((sessionId) => addSession(operator, name, { sessionId })));
  const popped = await sessions('popped', ['p1', 'p2']);
  for (const { fid, session_id: sessionId } of popped) {
    const keyPackages = [`last${sessionId}AA`.slice(0, 8)];
    await addStock(operator, fid, { sessionId, lastResort: true, keyPackages });
  }
  const [updater] = await sessions('updater', ['u1']);
  const [renewer] = await sessions('renewer', ['r1']);
  if (updater === undefined || renewer === undefined) throw new Error('no session was added');
  const listeners = await sessions('listener', ['l1', 'l2']);
  return { listeners, popped, updater, home: new HomeActor(renewer) };
}

/** The actor who begins sessions in a round. Each round has another, for an actor has a limit of sessions. */
export const memberOf = (round: number) => `member-${round}`;

/** The stock that a round uses up. */
export interface Supply {
  /** Sessions to delete. */
  readonly doomed: AddedSession[];
  readonly invitations: string[];
  /** The session that logs in again and again. */
  readonly member: Pick<OwnSession, 'session_id' | 'keys' | 'id_cert'>;
}

async function addMember(operator: ReferenceServer, round: number): Promise<Supply['member']> {
  const { store, config } = operator;
  const passwords = new Passwords();
  const passwordHash = await passwords.hash(password, { key: 'stage', wrong: 0 });
  const fid = `${memberOf(round)}@${config.domain}`;
  await store.actors.register({ fid, createdAt: now(), passwordHash });
  const keys = await newKeys();
  const sessionId = `m${round}`;
  const csr = Buffer.from(await createIdCsr({ fid, sessionId, keys }));
  const { id_cert } = await addSession(operator, fid, { csr });
  return { session_id: sessionId, keys, id_cert: id_cert ?? '' };
}

/** Adds the stock of one round: sessions to delete, KeyPackages, events, invitations, an actor with a password. */
export async function supply(
  operator: ReferenceServer,
  cast: Cast,
  ledger: Ledger,
  round: number,
): Promise<Supply> {
  const member = await addMember(operator, round);
  const invitations: string[] = [];
  while (invitations.length < 40) invitations.push((await addInvitation(operator, '7')).invite);
  for (const { fid, session_id: sessionId } of cast.popped) {
    const keyPackages = Array.from({ length: 150 }, () => randomBytes(48).toString('base64'));
    await addStock(operator, fid, { sessionId, lastResort: false, keyPackages });
    ledger.uploaded += keyPackages.length;
  }
  for (const listener of cast.listeners) {
    for (let i = 0; i < 5; i++) await tell(operator, ledger, listener, { round, i });
  }
  const doomed: AddedSession[] = [];
  for (let i = 0; i < 10; i++) {
    const session = await addSession(operator, 'deleted', { sessionId: `d${round}-${i}` });
    const keyPackages = [randomBytes(48).toString('base64')];
    await addStock(operator, session.fid, {
      sessionId: session.session_id,
      lastResort: false,
      keyPackages,
    });
    doomed.push(session);
  }
  return { doomed, invitations, member };
}

/** Adds an event for a listener, and notes it once it is acknowledged. Some events are larger than a socket's buffers. */
export async function tell(
  operator: ReferenceServer,
  ledger: Ledger,
  { fid, session_id: sessionId }: AddedSession,
  label: { round: number; i: number },
): Promise<void> {
  const data = {
    ...label,
    filling: 'x'.repeat(label.i === 0 && label.round % 3 === 0 ? 300_000 : 10),
  };
  const { s } = await addEvent(operator, fid, { sessionId, op: '8', data });
  ledger.add(sessionId, Number(s), data);
}
