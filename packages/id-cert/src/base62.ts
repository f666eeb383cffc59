const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = BigInt(alphabet.length);

/**
 * Writes a big-endian number with so many digits to the base 62: `0-9A-Za-z`, the most significant first.
 *
 * @throws {RangeError} where the number needs more digits
 */
export function toBase62(octets: Uint8Array, length: number): string {
  let rest = octets.reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
  let digits = '';
  for (let digit = 0; digit < length; digit++) {
    digits = alphabet[Number(rest % base)] + digits;
    rest /= base;
  }
  if (rest > 0n) throw new RangeError(`the number has more than ${length} digits`);
  return digits;
}

/**
 * Reads a number to the base 62 into so many octets.
 *
 * @returns undefined where `digits` has other characters, or the number does not fit
 */
export function fromBase62(digits: string, length: number): Uint8Array<ArrayBuffer> | undefined {
  let rest = 0n;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value === -1) return undefined;
    rest = rest * base + BigInt(value);
  }
  const octets = new Uint8Array(length);
  for (let at = length - 1; at >= 0; at--) {
    octets[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return rest === 0n ? octets : undefined;
}
