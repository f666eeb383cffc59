import { AsnConvert } from '@peculiar/asn1-schema';
import type { Validity } from '@peculiar/asn1-x509';
import { demand } from './certificate-error.js';

/** Reads both ends of a validity, in seconds since the epoch. */
export function readValidity(validity: Validity): { notBefore: number; notAfter: number } {
  const ends = { notBefore: validity.notBefore.getTime(), notAfter: validity.notAfter.getTime() };
  const given = Buffer.from(AsnConvert.serialize(validity)).toString('hex');
  const [notBefore, notAfter] = [encode(ends.notBefore), encode(ends.notAfter)];
  const rule = (label: string) =>
    `${label} must be a UTCTime to 2049 or a GeneralizedTime from 2050, in Z and to the second`;
  demand(given.slice(4).startsWith(notBefore), rule('notBefore'));
  demand(
    given.endsWith(notAfter) && given.length === 4 + notBefore.length + notAfter.length,
    rule('notAfter'),
  );
  demand(ends.notBefore.getTime() >= 0, 'notBefore must not be before 1970');
  demand(ends.notAfter.getTime() >= 0, 'notAfter must not be before 1970');
  demand(ends.notBefore <= ends.notAfter, 'notBefore must not be after notAfter');
  return { notBefore: ends.notBefore.getTime() / 1000, notAfter: ends.notAfter.getTime() / 1000 };
}

/** A time in the form of RFC 5280 section 4.1.2.5, as hexadecimal DER. */
function encode(time: Date): string {
  const digits = `${time.toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  const content = digits < '2050' ? digits.slice(2) : digits;
  const tag = digits < '2050' ? 0x17 : 0x18;
  return Buffer.concat([Buffer.of(tag, content.length), Buffer.from(content)]).toString('hex');
}
