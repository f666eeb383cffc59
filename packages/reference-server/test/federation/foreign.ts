import { now } from '../../src/clock/clock.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import { generateKeyPair, type KeyPair } from '../../src/pki/keys.js';
import { createServerIdentity } from '../../src/pki/server-identity.js';
import type { TestServer } from '../support/server.js';

/** What signs: a root certificate and its private key. */
export interface Issuer {
  readonly certificate: string;
  readonly privateKey: Uint8Array;
}

/** A root of `domain` that no server uses. */
export function newRoot(domain: string): Promise<Issuer & KeyPair> {
  return createServerIdentity({ domain, notBefore: now() - 3600, notAfter: now() + 3600 });
}

/** A session of a foreign actor on `server`, as `session add alice@a.example --id …` adds it. */
export function addForeignSession(server: TestServer, fid: string): Promise<AddedSession> {
  return addSession(server.operator, fid, { sessionId: 's1' });
}

/** An ID-Cert for the session, PEM. */
export async function issueFor(
  issuer: Issuer,
  { fid, session_id: sessionId }: AddedSession,
  validity: { notBefore?: number; notAfter?: number } = {},
): Promise<string> {
  const { publicKey } = generateKeyPair();
  const hour = { notBefore: now(), notAfter: now() + 3600 };
  return (await issueWithStoredKey({ fid, sessionId, publicKey, issuer, ...hour, ...validity }))
    .pem;
}

/** Sends the ID-Cert to `PUT /session/idcert/extern`. Returns the status, and the error's code where it is one. */
export async function update(
  server: TestServer,
  { token }: AddedSession,
  pem: string,
): Promise<{ status: number; error?: string }> {
  const answer = await server.send({
    method: 'PUT',
    path: '/session/idcert/extern',
    token,
    contentType: 'application/x-pem-file',
    content: pem,
  });
  return answer.status < 400
    ? { status: answer.status }
    : { status: answer.status, error: answer.json.error };
}
