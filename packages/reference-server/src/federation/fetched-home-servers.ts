import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Client, createClient, UnexpectedAnswerError } from '@p2core/client';
import { IdCertError } from '@p2core/id-cert';
import { now, toleratedDifference } from '../clock/clock.js';
import { HomeServerUnreachableError } from './errors.js';
import { type Connecting, createLimitedFetch, type Received } from './limited-fetch.js';
import { answerLimits } from './limits.js';
import { publicConnecting } from './public-connecting.js';

/** A root certificate as a home server sent it, not checked yet. */
export interface FetchedRoot {
  /** PEM. */
  readonly certificate: string;
  /** The home server's clock, or a time before it. Its answers for earlier seconds never change (R10). */
  readonly clock: number;
}

/** The certificates that a home server lists for one session. */
export interface FetchedIdCerts {
  /** PEM; each has its flag at the same index (R7). */
  readonly idcerts: readonly string[];
  readonly invalidated: readonly boolean[];
}

/**
 * Asks home servers. It neither keeps nor checks answers. `received` records the received octets; `signal` ends a
 * look-up.
 */
export interface HomeServerOrigin {
  /** The root that the home server had at a time; without a time, the current one. */
  rootAt(
    domain: string,
    time: number | undefined,
    received: Received,
    signal: AbortSignal,
  ): Promise<FetchedRoot>;
  /** The certificates that the home server lists for a session now; undefined where it does not know the actor. */
  idCertsOf(
    domain: string,
    session: { fid: string; sessionId: string },
    received: Received,
    signal: AbortSignal,
  ): Promise<FetchedIdCerts | undefined>;
}

/**
 * Asks home servers over HTTPS at the domain of the Federation ID, but never at an address of this host or of a private
 * network. A domain in `urls` is asked at that URL, whatever its address: the operator has configured it.
 */
export function fetchedHomeServers(urls: ReadonlyMap<string, string>): HomeServerOrigin {
  async function ask<T>(
    domain: string,
    maxContentLength: number,
    received: Received,
    ended: AbortSignal,
    question: (client: Client, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const url = urls.get(domain);
    const baseUrl = url ?? urlOf(domain);
    const connecting = url === undefined ? publicConnecting() : plainConnecting(url);
    const fetch = createLimitedFetch(connecting, maxContentLength, received);
    const client = createClient({ baseUrl, fetch, retries: 0, maxContentLength });
    const signal = AbortSignal.any([ended, AbortSignal.timeout(answerLimits.milliseconds)]);
    return question(client, signal).catch((cause) => {
      throw unreachable(domain, received.status, cause);
    });
  }

  return {
    async rootAt(domain, timestamp, received, ended) {
      const askedAt = now();
      const filter = timestamp === undefined ? {} : { timestamp };
      const question = async (client: Client, signal: AbortSignal) => {
        const answer = await client.getServerIdCert(filter, { signal });
        if (answer.status !== 200) throw new Error(answer.error ?? 'nothing new');
        return { certificate: answer.body, clock: clockOf(answer.headers, askedAt) };
      };
      return ask(domain, answerLimits.rootOctets, received, ended, question).catch((error) => {
        const status = error instanceof HomeServerUnreachableError ? error.status : undefined;
        if (status !== 400 && status !== 404) throw error;
        throw new IdCertError('untrusted', `${domain} had no certificate when the validity began`);
      });
    },

    idCertsOf(domain, { fid, sessionId }, received, ended) {
      return ask(domain, answerLimits.idCertsOctets, received, ended, async (client, signal) => {
        const options = { signal, cache: 'no-cache' } as const;
        const answer = await client.getActorIdCerts({ fid, session_id: sessionId }, options);
        if (answer.status === 200) return answer.body;
        if (answer.error === 'P2CORE_ACTOR_NOT_FOUND') return undefined;
        throw new Error(answer.error ?? 'nothing new');
      });
    },
  };
}

function urlOf(domain: string): string {
  const url = `https://${domain}`;
  if (!URL.canParse(url)) throw new IdCertError('untrusted', `${domain} is no host of a URL`);
  return url;
}

function plainConnecting(url: string): Connecting {
  return { agent: url.startsWith('https:') ? new HttpsAgent() : new HttpAgent() };
}

function unreachable(
  domain: string,
  status: number | undefined,
  cause: unknown,
): HomeServerUnreachableError {
  const code = cause instanceof UnexpectedAnswerError ? cause.code : undefined;
  if (code === 'ABORTED' || code === 'TIMEOUT') {
    const message = `${domain} did not answer in time.`;
    return new HomeServerUnreachableError('late', message, { status, cause });
  }
  const isSilent = status === undefined || status === 429 || status >= 500;
  return new HomeServerUnreachableError(
    isSilent ? 'silent' : 'unreadable',
    status === undefined
      ? `${domain} could not be reached.`
      : `${domain} answered ${status}, which is no answer to the look-up.`,
    { status, cause },
  );
}

function clockOf(headers: Headers, askedAt: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? askedAt - toleratedDifference : Math.floor(date / 1000);
}
