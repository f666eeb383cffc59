import type { Handler } from '@p2core/server';
import type { Challenges } from '../sessions/challenges.js';
import type { ServerPrincipal } from '../sessions/principal.js';

/** `GET /challenge` (R35, R36). It stores nothing. */
export function getChallenge(challenges: Challenges): Handler<'getChallenge', ServerPrincipal> {
  return () => ({ status: 200, body: { ...challenges.create() } });
}
