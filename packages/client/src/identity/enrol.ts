import { createIdCsr, parseFid } from '@p2core/id-cert';
import type { Client } from '../client.js';
import { domainOf } from './complete-challenge.js';
import { accepted, RefusedError } from './errors.js';
import { clientAt, type FlowOptions, repeatIfLost, urlOf } from './flow.js';
import { logIn } from './identify-at.js';
import { newKeys } from './keys.js';
import { oneAtATime } from './one-at-a-time.js';
import { checkOwnIdCert, findOwnIdCert } from './own-id-cert.js';
import type { Enrolment, Session } from './session.js';

/** How to begin a session at home. */
export interface EnrolOptions extends FlowOptions {
  /** The home server's URL. */
  readonly home: string;
  /** The local part of the actor's Federation ID, such as `alice`. */
  readonly actorName: string;
  /** The actor's credentials, such as a password: the `auth_payload` of `trustSession`. */
  readonly credentials?: Record<string, unknown> | undefined;
  /** Where given, the actor is registered first, with this as the `auth_payload` of `createIdentity`. */
  readonly registration?: Record<string, unknown> | undefined;
  /** The home server's domain, by default the host of its URL. */
  readonly domain?: string | undefined;
  /** The session ID; by default that of an unfinished enrolment, or 32 random characters. */
  readonly sessionId?: string | undefined;
  /**
   * The session's identity keys; by default those of an unfinished enrolment, or a new Ed25519 pair whose private key
   * is not extractable.
   */
  readonly keys?: CryptoKeyPair | undefined;
}

/**
 * Begins a session at home: registers the actor where `registration` is given, makes the keys and the ID-CSR, gets the
 * ID-Cert and a token, checks and keeps them. It keeps the keys before it asks the home server. If it fails, call it
 * again, even after a restart: it continues with the same keys and session ID.
 *
 * @throws {TypeError} where the URL has an IP address and no `domain` is given; nothing was sent
 * @throws {RefusedError} where the server refuses, with the step and the error code
 * @throws {IdCertError} where the ID-Cert is not what was asked for
 * @throws {UnexpectedAnswerError} where the server cannot be asked
 * @example
 * const session = await enrol({
 *   home: 'https://home.example.com',
 *   actorName: 'alice',
 *   registration: { password, invite },
 *   credentials: { password },
 *   store: indexedDbStore(),
 * });
 */
export async function enrol(options: EnrolOptions): Promise<Session> {
  const home = urlOf(options.home);
  const domain = domainOf({ baseUrl: home, domain: options.domain });
  if (isAddress(domain)) {
    throw new TypeError(
      `${domain} is an IP address: give the home server's domain too (\`domain\`)`,
    );
  }
  const { fid } = parseFid(`${options.actorName}@${domain}`);
  return oneAtATime(`enrol ${fid}`, async () => {
    const { store } = options;
    const begun = await findBegun({ fid, home }, options);
    const kept = begun && (await store.get(begun));
    const session = kept ?? (await begin({ fid, home, domain }, begun, options));
    await store.enrolments.delete(session);
    return session;
  });
}

/**
 * Whether it is an IPv4 address, which no ID-Cert has as its domain. An IPv6 address is no domain either, by its
 * brackets.
 */
function isAddress(domain: string): boolean {
  return /(?:^|\.)[0-9]+$/.test(domain);
}

/** The actor's unfinished enrolment, unless the options name another session. */
async function findBegun(
  { fid, home }: Pick<Enrolment, 'fid' | 'home'>,
  { store, sessionId, keys }: EnrolOptions,
): Promise<Enrolment | undefined> {
  const isMeant = (begun: Enrolment) =>
    sessionId === undefined ? keys === undefined : begun.sessionId === sessionId;
  const enrolments = await store.enrolments.list();
  return enrolments.find((one) => one.fid === fid && one.home === home && isMeant(one));
}

async function begin(
  actor: Pick<Enrolment, 'fid' | 'home'> & { domain: string },
  begun: Enrolment | undefined,
  options: EnrolOptions,
): Promise<Session> {
  const { fid, home, domain } = actor;
  const { store } = options;
  const sessionId = options.sessionId ?? begun?.sessionId ?? newSessionId();
  const keys = options.keys ?? begun?.keys ?? (await newKeys());
  const enrolment = { fid, sessionId, home, keys };
  await store.enrolments.update(enrolment, () => enrolment);
  const client = clientAt(home, options);
  const mayBeThere = begun !== undefined;
  if (options.registration) {
    await register(client, options, mayBeThere).catch(async (error) => {
      if (error instanceof RefusedError) await store.enrolments.delete(enrolment);
      throw error;
    });
  }
  const { idCert, token } = await trust(client, options, { ...enrolment, domain }, mayBeThere);
  await checkOwnIdCert(idCert, { fid, sessionId }, keys.publicKey, client);
  const session = { ...enrolment, idCert, tokens: { [home]: token }, untold: [] };
  return store.update(session, () => session);
}

/** After a lost answer the name may be taken by this very call. The credentials decide. */
async function register(
  client: Client,
  { actorName, registration }: EnrolOptions,
  mayBeThere: boolean,
): Promise<void> {
  await repeatIfLost(async (afterLoss) => {
    const answer = await client.createIdentity({
      actor_name: actorName,
      ...(registration && { auth_payload: registration }),
    });
    const isTaken = answer.error === 'P2CORE_FEDERATION_ID_TAKEN';
    if (!isTaken || !(afterLoss || mayBeThere)) accepted('createIdentity', answer);
  });
}

/** After a lost answer the session may exist already. Then its ID-Cert is listed, and its key logs in. */
function trust(
  client: Client,
  { actorName, credentials }: EnrolOptions,
  session: Enrolment & { domain: string },
  mayBeThere: boolean,
): Promise<{ idCert: string; token: string }> {
  const { home, domain, keys } = session;
  return repeatIfLost(async (afterLoss) => {
    const csr = await createIdCsr(session);
    const answer = await client.trustSession({
      actor_name: actorName,
      csr,
      ...(credentials && { auth_payload: credentials }),
    });
    if ((afterLoss || mayBeThere) && answer.error === 'P2CORE_SESSION_ID_TAKEN') {
      const idCert = await findOwnIdCert(session, keys.publicKey, client);
      if (idCert !== undefined) {
        const { token } = await logIn(client, { keys, idCert }, { baseUrl: home, domain });
        return { idCert, token };
      }
    }
    const { body } = accepted('trustSession', answer);
    return { idCert: body.id_cert, token: body.token };
  });
}

/** 32 characters, the most that the protocol's text allows (R11). */
function newSessionId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
