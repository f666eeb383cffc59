import { domainDigest, parseDomain, signChallenge } from '@p2core/id-cert';
import { toBase64 } from './base64.js';
import { ForeignChallengeError } from './errors.js';

/** The server to log in to. */
export interface LogInTarget {
  /** The domain of the server, by default the host of its URL. It never comes from the server's answers. */
  readonly domain?: string | undefined;
  /**
   * Repeat the domain here where the user knows that its server is of another make, whose challenges do not begin with
   * a digest (R35). Nothing then protects against a server that passes on another server's challenge.
   */
  readonly ofAnotherMake?: string | undefined;
}

/** A challenge with its signature in Base64, the `completed_challenge` of `identify`. */
export interface CompletedChallenge {
  readonly challenge: string;
  readonly signature: string;
}

/**
 * Signs a challenge, if it is that of the domain to log in to (R35).
 *
 * @throws {ForeignChallengeError} where it is not
 * @throws {FidError} where the domain is malformed; a URL with an IPv6 address needs a `domain`
 * @throws {RangeError} where it is not 32 to 256 letters and digits
 */
export async function completeChallenge(
  challenge: string,
  { baseUrl, ...target }: LogInTarget & { readonly baseUrl: string },
  privateKey: CryptoKey,
): Promise<CompletedChallenge> {
  const domain = domainOf({ baseUrl, ...target });
  const isTrusted =
    target.ofAnotherMake !== undefined && parseDomain(target.ofAnotherMake) === domain;
  if (!isTrusted && !challenge.startsWith(await domainDigest(domain))) {
    throw new ForeignChallengeError(domain);
  }
  const signature = await signChallenge(challenge, privateKey);
  return { challenge, signature: toBase64(signature) };
}

/** The domain of a server, in lower case. */
export function domainOf({
  baseUrl,
  domain,
}: {
  baseUrl: string;
  domain?: string | undefined;
}): string {
  return parseDomain((domain ?? new URL(baseUrl).hostname).replace(/\.$/, ''));
}
