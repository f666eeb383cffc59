import { type KeyPair, newKeyPair } from '../certificates/key-pair.js';
import { type CsrOptions, makeCsr } from '../certificates/make-csr.js';
import { newSessionId } from '../enrolment/enrolment.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';

/** How a new session is asked for. */
interface Trust {
  /** The actor. */
  fid: string;
  /** Whom the ID-CSR names in place of the actor. */
  csrOf?: string;
  /** The session ID; a new one by default. */
  id?: string;
  keyPair?: KeyPair;
  csr?: CsrOptions;
  /** Other credentials than the right ones. */
  auth_payload?: object;
}

/** Asks for a session of an own actor, whatever comes. */
export async function trust(
  { send, enrolment }: CaseContext,
  {
    fid,
    csrOf = fid,
    id = newSessionId(),
    keyPair = newKeyPair(),
    csr,
    auth_payload = enrolment.credentials,
  }: Trust,
): Promise<Answer> {
  const answer = await send('trustSession', {
    json: {
      actor_name: fid.split('@')[0],
      csr: makeCsr({ fid: csrOf, sessionId: id }, keyPair, csr),
      auth_payload,
    },
  });
  const { token } = (answer.json ?? {}) as { token?: unknown };
  if (typeof token === 'string') enrolment.keepSecret(token);
  return answer;
}

/** Credentials of the same shape that are not right. */
export function wrong(credentials: object): object {
  const entries = Object.entries(credentials).map(([name, value]) => [
    name,
    typeof value === 'string' ? `${value.slice(1)}${value.slice(0, 1)}-wrong` : value,
  ]);
  return Object.fromEntries(entries) as object;
}
