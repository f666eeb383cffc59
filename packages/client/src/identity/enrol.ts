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
  /** The actor's local part, such as `alice`. */
  readonly actorName: string;
  /** What proves to the home server that it is the actor (`auth_payload` of `trustSession`), such as a password. */
  readonly credentials?: Record<string, unknown> | undefined;
  /** Where given, the actor is registered first, with this as the `auth_payload` of `createIdentity`. */
  readonly registration?: Record<string, unknown> | undefined;
  /** The home server's domain, by default the host of its URL. */
  readonly domain?: string | undefined;
  /** The session ID, by default that of an enrolment that did not come to its end, or 32 random characters. */
  readonly sessionId?: string | undefined;
  /**
   * The session's identity keys; by default those of an enrolment that did not come to its end, or a new Ed25519 pair
   * whose private key is not extractable.
   */
  readonly keys?: CryptoKeyPair | undefined;
}

/**
 * Begins a session at home: registers the actor where that is asked for, makes the keys and the ID-CSR, gets the ID-Cert
 * and a token, and checks and keeps them. The keys are kept before the home server is asked: where it did not come to its
 * end, call it again, even after a restart, and it goes on with the same keys and session ID.
 *
 * @throws {TypeError} where the URL has an address and no `domain` is named; nothing was sent
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
      `${domain} is an address: name the domain of the home server, too (\`domain\`)`,
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

/** Whether it is an IPv4 address, which no ID-Cert can have for a domain; that of version 6 is no domain at all. */
function isAddress(domain: string): boolean {
  return /(?:^|\.)[0-9]+$/.test(domain);
}

/** An enrolment of the actor that did not come to its end, unless the options are of another one. */
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

/** After a lost answer the name is taken, perhaps by oneself; the credentials tell. */
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

/** After a lost answer the session may be there already: then its ID-Cert is listed, and its key logs in. */
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

/** 32 characters, as many as the draft allows. */
function newSessionId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
