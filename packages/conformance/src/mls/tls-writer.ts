/** Writes the presentation language of TLS as MLS uses it (RFC 9420 section 2.1). */

/** An unsigned integer in so many octets. */
export function integer(value: number | bigint, length: number): Buffer {
  return Buffer.from(
    BigInt(value)
      .toString(16)
      .padStart(length * 2, '0'),
    'hex',
  );
}

/** A vector of variable size (RFC 9420 section 2.1.2): its length comes first, in as few octets as possible. */
export function vector(...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x40) return Buffer.concat([integer(length, 1), content]);
  if (length < 0x4000) return Buffer.concat([integer(0x4000 + length, 2), content]);
  return Buffer.concat([integer(0x80000000 + length, 4), content]);
}
