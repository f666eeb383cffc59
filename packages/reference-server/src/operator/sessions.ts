import { createPrivateKey, randomBytes } from 'node:crypto';
import { checkSessionId, type Fid, IdCertError, readIdCsr } from '@p2core/id-cert';
import { now } from '../clock/clock.js';
import { generateKeyPair } from '../pki/keys.js';
import type { ReferenceServer } from '../reference-server.js';
import {
  type IssuedIdCert,
  issueForSession,
  ServerIdCertExpiredError,
} from '../sessions/issue-for-session.js';
import { longestSessionId } from '../sessions/session-ids.js';
import { createToken, hashToken } from '../sessions/tokens.js';
import { readActor } from './actors.js';
import { OperatorError } from './errors.js';

/** A new session and what its client needs. */
export interface AddedSession {
  fid: string;
  session_id: string;
  /** The access token; the server keeps only its hash. */
  token: string;
  /** PEM; `null` for an actor of another domain, whose own home server issues it. */
  id_cert: string | null;
  /** PKCS #8 PEM, where the server made the key pair; it keeps no copy. */
  private_key?: string;
}

/**
 * Adds a session of an actor. Issues an access token, and an ID-Cert from an ID-CSR (PEM or DER) or for a new key pair.
 * An actor of another domain gets only a token.
 */
export async function addSession(
  server: ReferenceServer,
  actor: string,
  { sessionId: wanted, csr }: { sessionId?: string | undefined; csr?: Uint8Array | undefined } = {},
): Promise<AddedSession> {
  const fid = readActor(server, actor);
  if (fid.domain !== server.config.domain) return addForeignSession(server, fid, wanted, csr);
  if (!(await server.store.actors.isActive(fid.fid))) {
    throw new OperatorError(`${fid.fid} is not registered; add the actor first`);
  }
  const request = csr && (await readRequest(csr, fid, wanted));
  const sessionId = readSessionId(request?.sessionId ?? wanted ?? randomBytes(16).toString('hex'));
  const keys = request ? undefined : generateKeyPair();
  const publicKey = (request ?? keys)?.publicKey as string;
  const content = { fid: fid.fid, sessionId, publicKey };
  const issued = await issueForSession(server.identities, content, async (idCert) => ({
    token: await store(server, fid.fid, sessionId, idCert),
    id_cert: idCert.pem,
  })).catch((error: unknown) => {
    if (!(error instanceof ServerIdCertExpiredError)) throw error;
    throw new OperatorError(`${error.message}: run "p2core-server key rotate"`);
  });
  return {
    fid: fid.fid,
    session_id: sessionId,
    ...issued,
    ...(keys && { private_key: toPem(keys.privateKey) }),
  };
}

function toPem(privateKey: Buffer): string {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

async function addForeignSession(
  server: ReferenceServer,
  { fid, domain }: Fid,
  sessionId: string | undefined,
  csr: Uint8Array | undefined,
): Promise<AddedSession> {
  if (csr !== undefined) throw new OperatorError(`only ${domain} issues ID-Certs for ${fid}`);
  if (sessionId === undefined) {
    throw new OperatorError(`give the session ID in the ID-Cert of ${fid}, with --id`);
  }
  const token = await store(server, fid, readSessionId(sessionId), undefined);
  return { fid, session_id: sessionId, token, id_cert: null };
}

async function store(
  server: ReferenceServer,
  fid: string,
  sessionId: string,
  idCert: IssuedIdCert | undefined,
): Promise<string> {
  const token = createToken();
  await server.store.sessions.add({
    fid,
    sessionId,
    tokenHash: hashToken(token),
    createdAt: now(),
    ...(idCert && { idCert }),
  });
  return token;
}

async function readRequest(csr: Uint8Array, { fid }: Fid, wanted: string | undefined) {
  const request = await readIdCsr(csr).catch((error: unknown) => {
    if (error instanceof IdCertError) throw new OperatorError(`the ID-CSR: ${error.message}`);
    throw error;
  });
  if (request.fid !== fid) throw new OperatorError(`the ID-CSR is for ${request.fid}, not ${fid}`);
  if (wanted !== undefined && wanted !== request.sessionId) {
    throw new OperatorError(`the ID-CSR is for the session ${request.sessionId}, not ${wanted}`);
  }
  return request;
}

function readSessionId(sessionId: string): string {
  try {
    checkSessionId(sessionId);
  } catch (error) {
    throw new OperatorError((error as Error).message);
  }
  if (sessionId.length > longestSessionId) {
    throw new OperatorError(
      `this server issues no session ID longer than ${longestSessionId} characters (ruling R11)`,
    );
  }
  return sessionId;
}
