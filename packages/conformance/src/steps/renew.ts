import { type KeyPair, newKeyPair } from '../certificates/key-pair.js';
import { makeCsr } from '../certificates/make-csr.js';
import { expectStatus } from '../check/expect.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';

/** Asks for an ID-Cert of a new key for a session, whatever comes. */
export async function renew(
  { send, enrolment }: CaseContext,
  { fid, id: ownId, token }: OwnSession,
  {
    keyPair = newKeyPair(),
    id = ownId,
    headers = {},
  }: { keyPair?: KeyPair; id?: string; headers?: Record<string, string | undefined> } = {},
): Promise<Answer> {
  const csr = makeCsr({ fid, sessionId: id }, keyPair);
  const answer = await send('rotateSessionIdCert', { token, json: { csr }, headers });
  const { token: next } = (answer.json ?? {}) as { token?: unknown };
  if (typeof next === 'string') enrolment.keepSecret(next);
  return answer;
}

/** The session with its new key, certificate and token. */
export async function renewed(context: CaseContext, session: OwnSession): Promise<OwnSession> {
  const keyPair = newKeyPair();
  const answer = await renew(context, session, { keyPair });
  expectStatus(answer, 201);
  const { id_cert: idCert, token } = answer.json as { id_cert: string; token: string };
  return { ...session, idCert, token, keyPair };
}
