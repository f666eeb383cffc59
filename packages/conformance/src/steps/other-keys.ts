/** Keys of the kinds that a server may take and need not (`openapi/id-cert.md`, I8). */
import { type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';
import type { ErrorCode } from '@p2core/types';
import { type KeyKind, newKeyPair } from '../certificates/key-pair.js';
import { expectError } from '../check/expect.js';
import { newSessionId } from '../enrolment/enrolment.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';
import { trust } from './trust.js';

type OtherKind = Exclude<KeyKind, 'Ed25519'>;

/** 201; a case is not for a server that takes no such keys, and says so by this code. */
export function expectTakenKind(answer: Answer, kind: OtherKind, code: ErrorCode): void {
  if (answer.status === 201) return;
  expectError(answer, code);
  throw new Skip(`the server takes no keys of ${kind}`, false);
}

/** A new session of the run's own actor whose key is of this kind. */
export async function newSessionOfKind(context: CaseContext, kind: OtherKind): Promise<OwnSession> {
  const fid = await context.enrolment.actor(context);
  const id = newSessionId();
  const keyPair = newKeyPair(kind);
  const answer = await trust(context, { fid, id, keyPair });
  expectTakenKind(answer, kind, 'P2CORE_INVALID_ID_CSR');
  const { id_cert: idCert, token } = answer.json as { id_cert: string; token: string };
  return { fid, id, token, idCert, keyPair };
}

/** Signs a challenge in Base64 otherwise than R37 says. */
export function signOtherwise(
  challenge: string,
  key: KeyObject,
  { hash = 'sha256', ...options }: { hash?: string } & Omit<SignKeyObjectInput, 'key'>,
): string {
  return sign(hash, Buffer.from(challenge, 'ascii'), { key, ...options }).toString('base64');
}
