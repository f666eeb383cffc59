import type { Credentials } from './credentials.js';

/**
 * Whether a sensitive action is allowed (R41): the server asks for no second factor, the actor is foreign, or the
 * solution is the actor's password.
 *
 * @param solution the header field `X-P2-Sensitive-Solution`: UTF-8, percent-encoded
 * @throws {ContractError} `P2CORE_RATE_LIMITED`, `P2CORE_UNAVAILABLE`
 */
export type SecondFactor = (
  fid: string,
  solution: string | undefined,
  address: string,
) => Promise<boolean>;

/** Makes the check. Without `credentials` no second factor is asked for. */
export function secondFactor(
  credentials: Credentials | undefined,
  isForeign: (fid: string) => boolean,
): SecondFactor {
  return async (fid, solution, address) => {
    if (credentials === undefined || isForeign(fid)) return true;
    const password = solution === undefined ? undefined : decode(solution);
    return password !== undefined && credentials.areRight(fid, password, address);
  };
}

function decode(solution: string): string | undefined {
  try {
    return decodeURIComponent(solution);
  } catch {
    return undefined;
  }
}
