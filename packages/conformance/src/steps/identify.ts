/** Log-ins by challenge: at home, and from the kit's own home server. */
import type { TBSCertificate } from '@peculiar/asn1-x509';
import { issueIdCert } from '../certificates/forge.js';
import type { KeyPair } from '../certificates/key-pair.js';
import { expectStatus, expectSuccess } from '../check/expect.js';
import { pemType } from '../contract/operation.js';
import { signChallenge } from '../enrolment/challenge.js';
import { newName, newSessionId } from '../enrolment/enrolment.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { IssuedIdCert } from '../home-server/home-server.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';

/** Asks for a challenge string. */
export async function newChallenge({ send }: CaseContext): Promise<string> {
  const answer = await send('getChallenge');
  expectSuccess(answer);
  return (answer.json as { challenge: string }).challenge;
}

/** Who logs in. */
export interface Identity {
  readonly idCert: string;
  readonly keyPair: KeyPair;
}

/** Logs in. `signature` and `challenge` may be others than they ought to be, and a payload may come with them. */
export async function identify(
  context: CaseContext,
  { idCert, keyPair }: Identity,
  special: { challenge?: string; signature?: string; auth_payload?: object } = {},
): Promise<Answer> {
  const challenge = special.challenge ?? (await newChallenge(context));
  const signature = special.signature ?? signChallenge(challenge, keyPair.privateKey);
  const { auth_payload } = special;
  const answer = await context.send('identify', {
    json: { completed_challenge: { challenge, signature }, id_cert: idCert, auth_payload },
  });
  const { token } = (answer.json ?? {}) as { token?: unknown };
  if (typeof token === 'string') context.enrolment.keepSecret(token);
  return answer;
}

/** Logs in, which must succeed. Returns the new token. */
export async function tokenOf(context: CaseContext, identity: Identity): Promise<string> {
  const answer = await identify(context, identity);
  expectStatus(answer, 201);
  return (answer.json as { token: string }).token;
}

/** What is special about a new foreign ID-Cert. */
interface ForeignOptions {
  /** The actor; a new one by default. */
  localPart?: string;
  sessionId?: string;
  /** Breaks rules before it is signed. */
  alter?: (tbs: TBSCertificate) => void;
  /** Whether the home server lists it. */
  isListed?: boolean;
  /** The session's key; a new one of Ed25519 by default. */
  keyPair?: KeyPair;
}

/** The kit's home server signs an ID-Cert for a session of an actor that is new, unless `options` name one. */
export function newForeigner(
  { homeServer, now }: CaseContext,
  { localPart = newName(), sessionId = newSessionId(), alter, ...options }: ForeignOptions = {},
): IssuedIdCert {
  return homeServer.issue(
    { localPart, sessionId, now: now() },
    { ...options, make: (...given) => issueIdCert(...given, alter) },
  );
}

/** The same, logged in. */
export async function newForeignSession(
  context: CaseContext,
  options: ForeignOptions = {},
): Promise<OwnSession> {
  const issued = newForeigner(context, options);
  return { ...issued, id: issued.sessionId, token: await tokenOf(context, issued) };
}

/** The kit's home server signs a further ID-Cert for a foreign session, with a new key unless `options` name one. */
export function nextIdCert(
  context: CaseContext,
  { fid, id: sessionId }: Pick<OwnSession, 'fid' | 'id'>,
  options: Pick<ForeignOptions, 'alter' | 'keyPair'> = {},
): IssuedIdCert {
  const [localPart = ''] = fid.split('@');
  return newForeigner(context, { localPart, sessionId, ...options });
}

/** Sends an ID-Cert as the new one of a session. */
export async function update(
  { send }: CaseContext,
  { token }: Pick<OwnSession, 'token'>,
  { idCert: content }: Pick<IssuedIdCert, 'idCert'>,
): Promise<Answer> {
  const headers = { 'Content-Type': pemType };
  return send('updateSessionIdCert', { token, content, headers });
}
