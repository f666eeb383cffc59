import { now } from '../clock/clock.js';
import { HomeServerUnreachableError } from '../federation/errors.js';
import { type HomeServers, sessionAsks } from '../federation/home-servers.js';
import { QueueFullError } from '../limits/fair-queue.js';
import type { SessionFate, TokenSession } from '../store/sessions/sessions.js';
import type { Store } from '../store/store.js';

const minute = 60;
const hour = 60 * minute;

/** After how many seconds a home server is asked again about the certificate of a foreign session (R39). */
export const askAgainAfter = {
  /** After `PUT /session/idcert/extern`. */
  extern: hour,
  /** After it listed the certificate as not invalidated. */
  listed: 12 * hour,
  /** After it did not answer. */
  notAskable: 10 * minute,
} as const;

/** How many seconds a home server may fail to answer before the token ends (R39). */
export const patience = 24 * hour;

/**
 * Makes a function that tells whether the session of a token still lives (R39). A session ends with its certificate, at
 * home too. For a foreign session the home server is asked from time to time; meanwhile the other requests of that
 * session wait for the same answer.
 */
export function sessionLife(
  { sessions, idCerts }: Pick<Store, 'sessions' | 'idCerts'>,
  homeServers: HomeServers,
): (session: TokenSession) => boolean | Promise<boolean> {
  const asking = new Map<string, Promise<boolean>>();

  async function askHome(session: TokenSession): Promise<boolean> {
    return sessions.settle(session, await fateOf(session), now());
  }

  async function fateOf(session: TokenSession): Promise<SessionFate> {
    const { fid, sessionId } = session;
    const idCert = await idCerts.currentOf(fid, sessionId);
    if (idCert === undefined) return 'session ends';
    try {
      const asked = { fid, sessionId, pem: idCert.certificate };
      const status = await homeServers.statusOf(asked, sessionAsks(session));
      if (status === 'valid') return { askHomeAt: now() + askAgainAfter.listed };
      return status === 'replaced' ? 'token ends' : 'session ends';
    } catch (error) {
      if (!(error instanceof HomeServerUnreachableError || error instanceof QueueFullError)) {
        throw error;
      }
      return { notAskable: { askHomeAt: now() + askAgainAfter.notAskable, patience } };
    }
  }

  return (session) => {
    const { fid, sessionId, endsAt, askHomeAt } = session;
    const time = now();
    if (endsAt !== null && endsAt < time) {
      return sessions.endRunOut(fid, sessionId, time).then(() => false);
    }
    if (askHomeAt === null || time < askHomeAt) return true;
    const { key } = sessionAsks(session);
    const answer =
      asking.get(key) ??
      askHome(session).finally(() => {
        asking.delete(key);
      });
    asking.set(key, answer);
    return answer;
  };
}
