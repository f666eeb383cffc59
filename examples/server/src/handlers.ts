import { randomBytes } from 'node:crypto';
import { domainDigest, IdCertError, readIdCert } from '@p2core/id-cert';
import type { Handlers, Principal } from '@p2core/server';
import { type FindServerIdCert, UnreachableError, verify } from './home-server.js';
import type { ServerKeys } from './server-keys.js';
import type { SessionKey, Store } from './store.js';

/** The caller: a session, or the administrator. */
export interface Requester extends Principal {
  session?: SessionKey;
}

/** The data and services that the handlers use. */
export interface World {
  domain: string;
  store: Store;
  keys: ServerKeys;
  /** Asks other home servers. */
  findServerIdCert: FindServerIdCert;
}

/** Seconds. */
const challengeLife = 300;
const toleratedDifference = 60;

/** The part of a challenge that nobody can guess. */
const randomLetters = () =>
  randomBytes(96)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '');

const now = () => Math.floor(Date.now() / 1000);

/** One function for each operation that a server must have. Optional ones may be added beside them. */
export function createHandlers({
  domain,
  store,
  keys,
  findServerIdCert,
}: World): Handlers<Requester> {
  const find: FindServerIdCert = async (of, timestamp) => {
    if (of !== domain) return findServerIdCert(of, timestamp);
    const key = keys.at(String(timestamp));
    if (!key) throw new IdCertError('untrusted', `${domain} had no certificate at that time`);
    return key.certificate.pem;
  };

  return {
    getChallenge: async () => ({
      status: 200,
      body: {
        challenge: `${await domainDigest(domain)}${randomLetters()}`,
        expires: now() + challengeLife,
      },
    }),

    getServerIdCert: ({ parameters }) => {
      const key = keys.at(parameters.timestamp);
      return key ? { status: 200, body: key.certificate.pem } : { error: 'P2CORE_NO_CERT_AT_TIME' };
    },

    getServerPublicKey: ({ parameters }) => {
      const key = keys.at(parameters.timestamp);
      return key
        ? { status: 200, body: key.certificate.publicKey }
        : { error: 'P2CORE_NO_CERT_AT_TIME' };
    },

    rotateServerIdentityKey: async () => {
      const { certificate } = await keys.rotate();
      return { status: 200, body: certificate.pem };
    },

    getActorIdCerts: ({ parameters }) => {
      const fid = parameters.fid.toLowerCase();
      if (!store.hasActor(fid)) return { error: 'P2CORE_ACTOR_NOT_FOUND' };
      const at = parameters.timestamp === undefined ? now() : Number(parameters.timestamp);
      const found = store.idCertsOf(fid, at, parameters.session_id);
      return {
        status: 200,
        body: {
          idcerts: found.map(({ idCert }) => idCert.pem),
          invalidated: found.map(({ invalidatedAt }) => invalidatedAt !== null),
          invalidated_at: found.map(({ invalidatedAt }) => invalidatedAt),
        },
      };
    },

    updateSessionIdCert: async ({ body }, { principal: { session } }) => {
      try {
        const idCert = readIdCert(body);
        if (idCert.fid !== session?.fid || idCert.sessionId !== session.sessionId) {
          return { error: 'P2CORE_ID_CERT_MISMATCH' };
        }
        const time = now();
        const holds =
          time >= idCert.notBefore - toleratedDifference &&
          time <= idCert.notAfter + toleratedDifference;
        const standing = store.standingOf(idCert);
        if (!holds || standing === 'former') return { error: 'P2CORE_INVALID_ID_CERT' };
        if (standing === 'current') return { status: 201 };
        await verify(idCert, find);
        store.replaceIdCert(idCert, time);
        return { status: 201 };
      } catch (error) {
        if (error instanceof UnreachableError) return { error: 'P2CORE_HOME_SERVER_UNREACHABLE' };
        if (!(error instanceof IdCertError)) throw error;
        const { reason, message } = error;
        return reason === 'malformed'
          ? { error: 'P2CORE_INVALID_ID_CERT', message }
          : { error: 'P2CORE_ID_CERT_UNTRUSTED', message };
      }
    },

    deleteSession: ({ parameters }, { principal: { session } }) => {
      const target = session && { fid: session.fid, sessionId: parameters.session_id };
      return target && store.endSession(target, now())
        ? { status: 204 }
        : { error: 'P2CORE_SESSION_NOT_FOUND' };
    },
  };
}
