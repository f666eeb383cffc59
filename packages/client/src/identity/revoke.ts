import { accepted } from './errors.js';
import { clientAt, type FlowOptions, keep, latest, urlOf, withToken } from './flow.js';
import type { Session } from './session.js';

/**
 * Ends a session's token at a server, and nothing else (R40): `identifyAt` gives a new one. After a theft, do both at
 * each server, for a renewal at home does not end tokens at foreign servers (R31).
 *
 * @param at the server's URL
 * @throws {RefusedError} where the server refuses; a token that has ended already is no refusal
 * @throws {UnexpectedAnswerError} where it cannot be asked
 * @example
 * await revoke(session, 'https://chat.example.org', { store });
 */
export async function revoke(session: Session, at: string, options: FlowOptions): Promise<Session> {
  const current = await latest(session, options);
  const url = urlOf(at);
  if (current.tokens[url] !== undefined) {
    const answer = await clientAt(url, options, current).revokeSessionToken();
    if (answer.error !== 'P2CORE_UNAUTHORIZED') accepted('revokeSessionToken', answer);
  }
  const revoked = current.tokens[url];
  const change = ({ tokens }: Session) =>
    tokens[url] === revoked ? { tokens: withToken({ tokens }, url) } : {};
  return keep(current, change, options);
}
