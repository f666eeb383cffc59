import { IdCertError, parseFid, readServerIdCert, verifyIssuer } from '@p2core/id-cert';
import { LRUCache } from 'lru-cache';
import { atMost } from '../limits/at-most.js';
import { FairQueue } from '../limits/fair-queue.js';
import { HomeServerUnreachableError } from './errors.js';
import type { FetchedIdCerts, FetchedRoot, HomeServerOrigin } from './fetched-home-servers.js';
import type { Asker, HomeServers, IdCertStatus } from './home-servers.js';
import type { Received } from './limited-fetch.js';
import { queueLimits, quick, rootLimits, unreachableMilliseconds } from './limits.js';
import { LookUpBudgets } from './look-up-budgets.js';
import { VerifiedRoots } from './verified-roots.js';

/** The options of `foreignHomeServers`. */
interface ForeignHomeServersOptions {
  /** How many seconds root certificates are kept. */
  lifetime: number;
  /** Whether the look-ups of each asker are limited (R22). */
  limited: boolean;
}

/**
 * Asks foreign home servers as seldom as R20 and R39 allow. Kept answers are keyed by verified values, never by values
 * of an unverified certificate.
 */
export function foreignHomeServers(
  origin: HomeServerOrigin,
  { lifetime, limited }: ForeignHomeServersOptions,
): HomeServers {
  const roots = new VerifiedRoots(lifetime);
  const budgets = limited ? new LookUpBudgets() : undefined;
  const queue = new FairQueue(queueLimits);
  const unreachable = new LRUCache<string, HomeServerUnreachableError>({
    ...atMost(rootLimits.domains),
    ttl: unreachableMilliseconds,
  });

  const quickDomains = new LRUCache<string, true>({
    ...atMost(rootLimits.domains),
    ttl: quick.rememberedMilliseconds,
  });

  async function ask<T>(
    domain: string,
    asker: Asker,
    question: (received: Received, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    demandReachable(domain);
    const lookUp = async (signal: AbortSignal) => {
      demandReachable(domain);
      const received: Received = { octets: 0, status: undefined };
      const start = performance.now();
      try {
        const answer = await question(received, signal);
        noteTime(domain, performance.now() - start);
        return answer;
      } catch (error) {
        // It was slow, and gave way to others. That is no verdict on the domain.
        if (signal.aborted) quickDomains.delete(domain);
        signal.throwIfAborted();
        if (error instanceof HomeServerUnreachableError) {
          if (await othersFareTheSame(domain, error, received, signal)) {
            unreachable.set(domain, error);
            quickDomains.delete(domain);
          }
        }
        throw error;
      } finally {
        budgets?.spendOctets(asker, received.octets);
      }
    };
    return queue.run(domain, asker.key, lookUp, quickDomains.has(domain));
  }

  function noteTime(domain: string, milliseconds: number): void {
    if (milliseconds <= quick.milliseconds) quickDomains.set(domain, true);
    else quickDomains.delete(domain);
  }

  function demandReachable(domain: string): void {
    const failure = unreachable.get(domain);
    if (failure !== undefined) throw failure;
  }

  /**
   * Whether the home server fails for everybody. The asker chose the time of its look-up, perhaps one for which the
   * server fails, so this asks for the current root.
   */
  async function othersFareTheSame(
    domain: string,
    { reason }: HomeServerUnreachableError,
    received: Received,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (reason !== 'silent') return reason === 'late';
    return origin.rootAt(domain, undefined, received, signal).then(
      () => false,
      (other) => {
        signal.throwIfAborted();
        return other instanceof HomeServerUnreachableError && other.reason !== 'unreadable';
      },
    );
  }

  async function rootAt(domain: string, time: number, asker: Asker): Promise<string> {
    const known = roots.at(domain, time);
    if (known !== undefined) return known;
    demandReachable(domain);
    budgets?.spendLookUp(asker);
    return ask(domain, asker, async (received, signal) => {
      const knownMeanwhile = roots.at(domain, time);
      if (knownMeanwhile !== undefined) return knownMeanwhile;
      const fetched = await origin.rootAt(domain, time, received, signal);
      const root = await readRoot(domain, fetched, time);
      roots.keep(domain, root, time, fetched.clock);
      return root;
    });
  }

  return {
    async verify(idCert, asker) {
      const { domain } = parseFid(idCert.fid);
      await verifyIssuer(idCert, await rootAt(domain, idCert.notBefore, asker));
    },

    isForeign: () => true,

    async statusOf({ fid, sessionId, pem }, asker) {
      const { domain } = parseFid(fid);
      demandReachable(domain);
      if (asker.kind === 'address') budgets?.spendLookUp(asker);
      const listed = await ask(domain, asker, (received, signal) =>
        origin.idCertsOf(domain, { fid, sessionId }, received, signal),
      );
      return statusIn(listed, pem);
    },
  };
}

/**
 * Checks the root that a domain gave for a time. @throws {IdCertError} `untrusted`, where it is not a root of the
 * domain at that time
 */
async function readRoot(
  domain: string,
  { certificate }: FetchedRoot,
  time: number,
): Promise<string> {
  try {
    const root = await readServerIdCert(certificate);
    if (root.domain === domain && root.notBefore <= time && time <= root.notAfter) return root.pem;
  } catch (cause) {
    if (!(cause instanceof IdCertError)) throw cause;
    throw new IdCertError('untrusted', `the certificate of ${domain}: ${cause.message}`, { cause });
  }
  throw new IdCertError(
    'untrusted',
    `${domain} had no certificate of its own when the validity began`,
  );
}

function statusIn(listed: FetchedIdCerts | undefined, pem: string): IdCertStatus {
  const unflagged = (listed?.idcerts ?? []).filter(
    (_, index) => listed?.invalidated[index] === false,
  );
  const der = derIn(pem);
  if (unflagged.some((other) => other === pem || derIn(other).equals(der))) return 'valid';
  return unflagged.length > 0 ? 'replaced' : 'invalidated';
}

/**
 * The DER in a PEM (R38). It is compared alone, and a home server may list thousands, so nothing else of the PEM is read.
 */
function derIn(pem: string): Buffer {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(pem) ?? [];
  return Buffer.from(base64, 'base64');
}
