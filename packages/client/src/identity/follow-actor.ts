import {
  holdsAt,
  type IdCert,
  IdCertError,
  parseFid,
  readIdCert,
  verifyIssuer,
} from '@p2core/id-cert';
import { createClient } from '../client.js';
import { conflictsAmong } from './conflicts.js';
import { HomeServerError } from './errors.js';
import { HomeServer, type HomeServerClient, type ListedIdCerts } from './home-server.js';

/** A certificate of a followed actor, verified against its home server's. */
export interface FollowedIdCert extends IdCert {
  /** Whether it was invalidated before it expired. No server proves when: do not trust any of its signatures. */
  invalidated: boolean;
}

/** A certificate that the home server lists and that cannot be trusted. */
export interface RefusedIdCert {
  pem: string;
  error: IdCertError;
}

/** An actor whose certificates are looked up repeatedly. */
export interface FollowedActor {
  /** The Federation ID, in lower case. */
  fid: string;
  /**
   * The actor's certificates that are valid at a time, the oldest first; by default, now. An answer of the home server
   * is kept as long as the answer allows, but at least 1 and at most 12 hours. Then the server is asked again, with the
   * `ETag`.
   *
   * @param at seconds since the epoch
   * @throws {HomeServerError} where the home server does not know the actor, or no URL can have the domain as its host
   * @throws {UnexpectedAnswerError} where it cannot be asked
   */
  idCerts(at?: number): Promise<{ idCerts: FollowedIdCert[]; refused: RefusedIdCert[] }>;
  /** Forgets the kept answers. Call it after an event that announces a change of certificates. */
  forget(): void;
}

/**
 * Follows one actor's certificates.
 *
 * @param fid the actor's Federation ID
 * @param options.clientFor makes the client for a home server; by default one that uses HTTPS at the server's domain
 * @throws {FidError} where `fid` is not a Federation ID
 * @example
 * const alice = followActor('alice@home.example.com');
 * const { idCerts } = await alice.idCerts();
 * const phone = idCerts.find(({ sessionId, invalidated }) => sessionId === 'phone' && !invalidated);
 */
export function followActor(
  fid: string,
  { clientFor = clientAtDomain }: { clientFor?: (domain: string) => HomeServerClient } = {},
): FollowedActor {
  const actor = parseFid(fid);
  const home = new HomeServer(actor.domain, clientFor(actor.domain));
  const verdicts = new WeakMap<ListedIdCerts, Promise<Verdict[]>>();

  function judge(list: ListedIdCerts): Promise<Verdict[]> {
    const judged =
      verdicts.get(list) ?? Promise.all(list.idcerts.map((pem) => verify(pem, actor.fid, home)));
    verdicts.set(list, judged);
    judged.catch(() => verdicts.delete(list));
    return judged;
  }

  return {
    fid: actor.fid,
    forget: () => home.forget(),
    async idCerts(at) {
      const list = await home.idCertsOf(actor.fid, at);
      const time = at ?? Math.floor(Date.now() / 1000);
      const idCerts: FollowedIdCert[] = [];
      const refused: RefusedIdCert[] = [];
      for (const [index, verdict] of (await judge(list)).entries()) {
        if ('error' in verdict) refused.push(verdict);
        else if (holdsAt(verdict, time)) {
          idCerts.push({ ...verdict, invalidated: list.invalidated[index] === true });
        }
      }
      const conflictOf = conflictsAmong(idCerts);
      return {
        idCerts: idCerts.filter((idCert) => conflictOf(idCert) === undefined),
        refused: [
          ...refused,
          ...idCerts.flatMap((idCert) => {
            const error = conflictOf(idCert);
            return error ? [{ pem: idCert.pem, error }] : [];
          }),
        ],
      };
    },
  };
}

type Verdict = IdCert | RefusedIdCert;

function clientAtDomain(domain: string): HomeServerClient {
  const baseUrl = `https://${domain}`;
  if (URL.canParse(baseUrl)) return createClient({ baseUrl });
  const unreachable = async () => {
    throw new HomeServerError(domain, 'no URL has such a host');
  };
  return { getActorIdCerts: unreachable, getServerIdCert: unreachable };
}

async function verify(pem: string, fid: string, home: HomeServer): Promise<Verdict> {
  try {
    const idCert = readIdCert(pem);
    if (idCert.fid !== fid) throw new IdCertError('untrusted', `the UID must be ${fid}`);
    await verifyIssuer(idCert, await home.certificateAt(idCert.notBefore));
    return idCert;
  } catch (error) {
    if (error instanceof IdCertError) return { pem, error };
    if (error instanceof HomeServerError && (error.status === 400 || error.status === 404)) {
      const rule = 'the home server must have had a certificate when the validity began';
      return { pem, error: new IdCertError('untrusted', rule, { cause: error }) };
    }
    throw error;
  }
}
