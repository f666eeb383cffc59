import { AsnConvert } from '@peculiar/asn1-schema';
import type { AttributeValue, Name } from '@peculiar/asn1-x509';

/** The attribute types that ID-Certs are about. */
export const attributeType = {
  CN: '2.5.4.3',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
  uniqueIdentifier: '0.9.2342.19200300.100.1.44',
} as const;

/** One of them. */
export type AttributeLabel = keyof typeof attributeType;

/** The values of a name's attributes of one type, in the order of the DER. */
export function valuesOf(name: Name, label: AttributeLabel): AttributeValue[] {
  return name
    .flatMap((attributes) => [...attributes])
    .filter(({ type }) => type === attributeType[label])
    .map(({ value }) => value);
}

/** The characters of a UTF8String, PrintableString or IA5String; undefined for any other type. */
export function charactersOf(value: AttributeValue): string | undefined {
  return value.utf8String ?? value.printableString ?? value.ia5String;
}

/** The domain that the domain components of a name spell, in lower case; in DER they begin at its end (RFC 2247). */
export function domainOf(name: Name): string {
  const labels = valuesOf(name, 'DC').map(({ ia5String }) => ia5String ?? '');
  return labels.reverse().join('.').toLowerCase();
}

/** Whether two names are the same, octet by octet. */
export function sameName(one: Name, other: Name): boolean {
  return Buffer.from(AsnConvert.serialize(one)).equals(Buffer.from(AsnConvert.serialize(other)));
}
