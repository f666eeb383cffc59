import { demand } from '../errors.js';

/** The longest name of DNS, without a final dot (RFC 1035 section 2.3.4). */
const mostCharacters = 253;

/** A last label that makes the URL standard read a host as an IPv4 address. */
const numericEnd = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/**
 * Checks that a domain, in lower case, is the name of a host and no IP address (I16).
 *
 * @throws {IdCertError} `malformed`
 */
export function checkHost(domain: string): void {
  const isName = domain.length <= mostCharacters && !numericEnd.test(domain);
  demand(isName, 'the domain must be the name of a host, no IP address');
}
