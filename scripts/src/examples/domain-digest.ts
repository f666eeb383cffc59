import { createHash } from 'node:crypto';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = BigInt(digits.length);
const length = 43;

/** The characters that every challenge of a server begins with (R35): the SHA-256 of its domain in base 62. */
export function domainDigest(domain: string): string {
  const name = domain.toLowerCase().replace(/\.$/, '');
  let rest = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= base) text = digits[Number(rest % base)] + text;
  return text.padStart(length, '0');
}
