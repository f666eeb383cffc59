import { now } from '../clock/clock.js';
import type { ReferenceServer } from '../reference-server.js';
import { readActor, readKnownActor } from './actors.js';
import { OperatorError } from './errors.js';

/** A session as an operator sees it. */
interface SessionSummary {
  session_id: string;
  /** Seconds since the epoch. */
  created_at: number;
  /** When its ID-Cert expires, in seconds since the epoch; `null` where it has none. */
  id_cert_expires: number | null;
}

/** The live sessions of an actor, the oldest first. */
export async function listSessions(
  server: ReferenceServer,
  actor: string,
): Promise<SessionSummary[]> {
  const { store } = server;
  const { fid } = await readKnownActor(server, actor);
  const sessions = await store.sessions.list(fid);
  return Promise.all(
    sessions.map(async ({ sessionId, createdAt }) => {
      const idCert = await store.idCerts.currentOf(fid, sessionId);
      return {
        session_id: sessionId,
        created_at: createdAt,
        id_cert_expires: idCert?.notAfter ?? null,
      };
    }),
  );
}

/** Ends a session, as `DELETE /session` does (R13). */
export async function revokeSession(
  server: ReferenceServer,
  actor: string,
  sessionId: string,
): Promise<{ fid: string; session_id: string }> {
  const { fid } = readActor(server, actor);
  if (!(await server.store.sessions.end(fid, sessionId, now()))) {
    throw new OperatorError(`${fid} has no live session ${sessionId}`, 'P2CORE_SESSION_NOT_FOUND');
  }
  return { fid, session_id: sessionId };
}

/** An ID-Cert as an operator sees it; times are seconds since the epoch. */
interface IdCertSummary {
  serial_number: string;
  session_id: string;
  not_before: number;
  not_after: number;
  invalidated: boolean;
}

/** Every ID-Cert that an actor has had here, the oldest first. */
export async function listIdCerts(
  server: ReferenceServer,
  actor: string,
): Promise<IdCertSummary[]> {
  const { fid } = await readKnownActor(server, actor);
  const idCerts = await server.store.idCerts.listAll(fid);
  return idCerts.map(({ serialNumber, sessionId, notBefore, notAfter, invalidatedAt }) => ({
    serial_number: serialNumber,
    session_id: sessionId,
    not_before: notBefore,
    not_after: notAfter,
    invalidated: invalidatedAt !== null,
  }));
}

/** Invalidates an ID-Cert before it expires; its session ends with it (polyproto-core, revocation). */
export async function revokeIdCert(
  server: ReferenceServer,
  actor: string,
  serialNumber: string,
): Promise<{ fid: string; serial_number: string; session_id: string }> {
  const { fid } = readActor(server, actor);
  const idCerts = await server.store.idCerts.listAll(fid);
  const idCert = idCerts.find((other) => other.serialNumber === serialNumber.toLowerCase());
  if (idCert === undefined) {
    throw new OperatorError(`${fid} has had no ID-Cert with the serial number ${serialNumber}`);
  }
  if (idCert.invalidatedAt !== null)
    throw new OperatorError('that ID-Cert was already invalidated');
  await revokeSession(server, fid, idCert.sessionId);
  return { fid, serial_number: idCert.serialNumber, session_id: idCert.sessionId };
}
