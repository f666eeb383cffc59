/** Look-ups of keys and certificates, read and checked, for the cases that ask what they mean. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { comparableField } from '@p2core/types/validators';
import { type ActorIdCert, readActorIdCert } from '../certificates/actor-id-cert.js';
import { CertificateError } from '../certificates/certificate-error.js';
import { readServerIdCert, type ServerIdCert } from '../certificates/server-id-cert.js';
import { describe, expectSuccess, expectThat } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { Failure, Skip } from '../run/failure.js';

/** A request for a time, in the query. */
export function at(time: number): RequestOptions {
  return { query: { timestamp: String(time) } };
}

/** What `read` makes of a certificate; a rule that it breaks is the server's failure. */
export function judge<T>(answer: Answer, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new Failure(
      'a certificate that keeps the rules',
      `one of which ${error.message}`,
      answer,
    );
  }
}

/** The server's certificate as it was answered. */
export interface ServerLookUp {
  readonly answer: Answer;
  readonly pem: string;
  readonly idCert: ServerIdCert;
}

/** Asks for the server's certificate, which must be there and keep the rules. */
export async function lookUpServer(
  { send }: CaseContext,
  options?: RequestOptions,
): Promise<ServerLookUp> {
  const answer = await send('getServerIdCert', options);
  expectSuccess(answer);
  const pem = String(answer.json);
  return { answer, pem, idCert: judge(answer, () => readServerIdCert(pem)) };
}

/** Asks for the server's key, which must be there. */
export async function lookUpKey(
  { send }: CaseContext,
  options?: RequestOptions,
): Promise<{ answer: Answer; pem: string; key: KeyObject }> {
  const answer = await send('getServerPublicKey', options);
  expectSuccess(answer);
  const pem = String(answer.json);
  try {
    return { answer, pem, key: createPublicKey(pem) };
  } catch {
    throw new Failure('a SubjectPublicKeyInfo', describe(answer), answer);
  }
}

/** The server's key at some time must be that of its certificate. */
export async function expectKeyOfCertificate(
  context: CaseContext,
  options: RequestOptions = {},
): Promise<void> {
  const { idCert } = await lookUpServer(context, options);
  const { key, answer } = await lookUpKey(context, options);
  const expected = `the key of its certificate ${idCert.serialNumber}`;
  expectThat(key.equals(idCert.publicKey), expected, 'another one', answer);
}

const longestHistory = 200;

/** Every certificate that the server has had, the first one in front, as asking for ever earlier times shows them. */
export async function serverHistory(context: CaseContext): Promise<ServerLookUp[]> {
  const history = [await lookUpServer(context)];
  for (let count = 0; count < longestHistory; count++) {
    const time = (history[0]?.idCert.notBefore ?? 0) - 1;
    const answer = await context.send('getServerIdCert', at(time));
    if (answer.status === 404) return history;
    const before = await lookUpServer(context, at(time));
    const { notBefore } = before.idCert;
    const expected = `a certificate that holds at ${time}, or none`;
    expectThat(notBefore <= time, expected, `one that begins at ${notBefore}`, before.answer);
    history.unshift(before);
  }
  throw new Skip(`the server has had more than ${longestHistory} certificates`);
}

/** An actor's certificate as it was answered. */
interface ListedIdCert {
  readonly pem: string;
  readonly invalidated: boolean;
  /** Seconds since the epoch. */
  readonly invalidatedAt: number | null;
}

/** Asks for an actor's certificates, those of the fixture's actor unless `path` says otherwise. */
export async function lookUpActor(
  { send }: CaseContext,
  options?: RequestOptions,
): Promise<{ answer: Answer; listed: ListedIdCert[] }> {
  const answer = await send('getActorIdCerts', options);
  expectSuccess(answer);
  const { idcerts, invalidated, invalidated_at } = answer.json as {
    idcerts: string[];
    invalidated: boolean[];
    invalidated_at: (number | null)[];
  };
  const listed = idcerts.map((pem, index) => ({
    pem,
    invalidated: invalidated[index] === true,
    invalidatedAt: invalidated_at[index] ?? null,
  }));
  return { answer, listed };
}

/** The same, read and checked. */
export async function readActor(
  context: CaseContext,
  options?: RequestOptions,
): Promise<{ answer: Answer; idCerts: (ActorIdCert & ListedIdCert)[] }> {
  const { answer, listed } = await lookUpActor(context, options);
  const idCerts = listed.map((one) => ({
    ...judge(answer, () => readActorIdCert(one.pem)),
    ...one,
  }));
  return { answer, idCerts };
}

/** An ID-Cert of the fixture's actor; a `Skip` where the server shows none. */
export async function someIdCert(context: CaseContext): Promise<ActorIdCert & ListedIdCert> {
  return only(await readActor(context, { query: { session_id: context.session.id } }));
}

/** The ID-Cert that a session of the fixture's actor has, not invalidated; a `Skip` where the server shows none. */
export async function idCertOf(
  context: CaseContext,
  session: { readonly id: string },
  fid = context.actor.fid,
): Promise<ActorIdCert & ListedIdCert> {
  const look = await readActor(context, { path: { fid }, query: { session_id: session.id } });
  return only({ idCerts: look.idCerts.filter(({ invalidated }) => !invalidated) });
}

function only<T>({ idCerts }: { idCerts: readonly T[] }): T {
  const last = idCerts.at(-1);
  if (last === undefined) throw new Skip("the server shows no ID-Cert of the actor's session");
  return last;
}

/** An hour, which a look-up of the present may be kept (R23). */
export const hour = 3600;

/** For how many seconds all caches may keep an answer. */
export function maxAgeOf({ headers }: Answer): number {
  const cacheControl = comparableField('Cache-Control', headers.get('Cache-Control') ?? '');
  return Number(/^public, max-age=(\d+)$/.exec(cacheControl)?.[1] ?? 0);
}
