import type { Client } from '../client.js';
import { completeChallenge, type LogInTarget } from './complete-challenge.js';
import { accepted } from './errors.js';
import {
  clientAt,
  type FlowOptions,
  keep,
  latest,
  repeatIfLost,
  urlOf,
  withToken,
} from './flow.js';
import { oneAtATime } from './one-at-a-time.js';
import type { Session } from './session.js';

/** How to log in to a server. */
export interface IdentifyOptions extends FlowOptions, LogInTarget {
  /** The `auth_payload` of `identify`, where this server demands one; its own documents describe it. */
  readonly authPayload?: Record<string, unknown> | undefined;
}

/**
 * Logs a session in to a foreign server or to its home server, with its ID-Cert. The former token of the session there
 * ends, and the new one is kept. It refuses to sign a challenge that was not made for the domain to log in to (R35).
 *
 * @param at the server's URL
 * @throws {ForeignChallengeError} where the challenge was not made for the domain
 * @throws {RefusedError} where the server refuses
 * @throws {UnexpectedAnswerError} where it cannot be asked
 * @example
 * const { session: loggedIn } = await identifyAt(session, 'https://chat.example.org', { store });
 * const client = createClient({
 *   baseUrl: 'https://chat.example.org',
 *   token: loggedIn.tokens['https://chat.example.org'] ?? '',
 * });
 */
export async function identifyAt(
  session: Session,
  at: string,
  options: IdentifyOptions,
): Promise<{ session: Session; payload?: Record<string, unknown> | undefined }> {
  const url = urlOf(at);
  return oneAtATime(`${session.fid} ${session.sessionId} at ${url}`, async () => {
    const current = await latest(session, options);
    const { token, payload } = await logIn(clientAt(url, options), current, {
      ...options,
      baseUrl: url,
    });
    const changed = await keep(
      current,
      (kept) => ({
        tokens: withToken(kept, url, token),
        // A renewal may have happened meanwhile: then the server knows the former ID-Cert.
        ...(kept.idCert === current.idCert && {
          untold: kept.untold.filter((untold) => untold !== url),
        }),
      }),
      options,
    );
    return { session: changed, payload };
  });
}

/** Gets a token for an ID-Cert and its key. After a lost answer it takes a new challenge. */
export function logIn(
  client: Client,
  { keys, idCert }: Pick<Session, 'keys' | 'idCert'>,
  {
    authPayload,
    ...target
  }: LogInTarget & Pick<IdentifyOptions, 'authPayload'> & { baseUrl: string },
): Promise<{ token: string; payload?: Record<string, unknown> }> {
  return repeatIfLost(async () => {
    const { body } = accepted('getChallenge', await client.getChallenge());
    const answer = await client.identify({
      completed_challenge: await completeChallenge(body.challenge, target, keys.privateKey),
      id_cert: idCert,
      ...(authPayload && { auth_payload: authPayload }),
    });
    return accepted('identify', answer).body;
  });
}
