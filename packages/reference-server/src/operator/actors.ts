import { type Fid, FidError, parseFid } from '@p2core/id-cert';
import { now } from '../clock/clock.js';
import { isPassword, Passwords, passwordLength } from '../passwords/passwords.js';
import type { ReferenceServer } from '../reference-server.js';
import { OperatorError } from './errors.js';

/** Registers an actor on this server. */
export async function addActor(server: ReferenceServer, local: string): Promise<{ fid: string }> {
  const { fid, domain } = readActor(server, local);
  if (domain !== server.config.domain) {
    throw new OperatorError(`${fid} belongs to ${domain}; this server is ${server.config.domain}`);
  }
  if (!(await server.store.actors.add(fid, now()))) {
    throw new OperatorError(
      `${fid} is or was registered: no name is used twice`,
      'P2CORE_FEDERATION_ID_TAKEN',
    );
  }
  return { fid };
}

/** An actor as an operator sees it; times are seconds since the epoch. */
interface ActorSummary {
  fid: string;
  created_at: number;
  /** Whether it can begin sessions by itself (`trustSession`). */
  password: boolean;
  removed_at: number | null;
}

/** All actors, also those that were removed. */
export async function listActors({ store }: ReferenceServer): Promise<ActorSummary[]> {
  const actors = await store.actors.list();
  return actors.map(({ fid, createdAt, hasPassword, removedAt }) => ({
    fid,
    created_at: createdAt,
    password: hasPassword,
    removed_at: removedAt,
  }));
}

/**
 * Removes an actor: its sessions end, and its name is never used again. Its ID-Certs are kept for look-ups by time,
 * invalidated.
 */
export async function removeActor(
  server: ReferenceServer,
  local: string,
): Promise<{ fid: string; ended_sessions: number }> {
  const { fid } = readActor(server, local);
  const ended = await server.store.actors.remove(fid, now());
  if (ended === undefined) throw notRegistered(fid);
  return { fid, ended_sessions: ended };
}

/** Sets or replaces an actor's password, with which it can begin sessions. Those that live go on. */
export async function setPassword(
  server: ReferenceServer,
  local: string,
  password: string,
): Promise<{ fid: string }> {
  const { fid } = readActor(server, local);
  const { least, most } = passwordLength;
  if (!isPassword(password)) {
    throw new OperatorError(`a password has ${least} to ${most} characters (ruling R27)`);
  }
  if (!(await server.store.actors.isActive(fid))) throw notRegistered(fid);
  const passwords = new Passwords();
  const changed = await server.store.actors.setPassword(
    fid,
    await passwords.hash(password, { key: fid, wrong: 0 }),
  );
  if (!changed) throw notRegistered(fid);
  return { fid };
}

/**
 * Reads an actor of another server, or one that is or was registered here.
 *
 * @throws {OperatorError} for any other actor of this server
 */
export async function readKnownActor(server: ReferenceServer, text: string): Promise<Fid> {
  const actor = readActor(server, text);
  if (actor.domain === server.config.domain && !(await server.store.actors.exists(actor.fid))) {
    throw new OperatorError(`${actor.fid} was never registered; "actor list" shows who was`);
  }
  return actor;
}

function notRegistered(fid: string): OperatorError {
  return new OperatorError(`${fid} is not registered, or was removed`);
}

/** Reads an actor's name as an operator gives it: a local part, or a whole Federation ID. */
export function readActor({ config }: ReferenceServer, actor: string): Fid {
  try {
    return parseFid(actor.includes('@') ? actor : `${actor}@${config.domain}`);
  } catch (error) {
    if (error instanceof FidError) throw new OperatorError(error.message);
    throw error;
  }
}
