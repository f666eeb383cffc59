/** Identifier octets of ASN.1's universal types (X.690 8.1.2), SEQUENCE and SET with the bit for "constructed". */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  relativeOid: 0x0d,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * The identifier octet of the context tag `[number]`, which a certificate's optional fields have. Constructed by
 * default.
 */
export function contextTag(number: number, form: 'constructed' | 'primitive' = 'constructed') {
  return (form === 'constructed' ? 0xa0 : 0x80) | number;
}
