import { demand } from '../id-cert-error.js';

/** The longest name that DNS has, without a final dot (RFC 1035 section 2.3.4). */
const mostCharacters = 253;

/** The last label of what the URL standard takes for an IPv4 address: decimal, octal or hexadecimal. */
const numericEnd = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/**
 * Checks that a domain, in lower case, can be the host of a URL, so that its server can be asked.
 *
 * @throws {IdCertError} `malformed`
 */
export function checkHost(domain: string): void {
  const isHost =
    domain.length <= mostCharacters &&
    !numericEnd.test(domain) &&
    URL.canParse(`https://${domain}`);
  demand(isHost, 'the domain must be the host of a URL, no IP address');
}
