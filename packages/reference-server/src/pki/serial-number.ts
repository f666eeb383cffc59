import { randomBytes } from 'node:crypto';

/**
 * A new certificate serial number: lower-case hex of 16 octets, 126 bits of them random, so that it is unique per
 * server, positive and well under 20 octets (polyproto-core's ID-Cert rules, RFC 5280 section 4.1.2.2).
 */
export function randomSerialNumber(): string {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex');
}
