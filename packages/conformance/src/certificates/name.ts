import { schemas } from '@p2core/types';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { AttributeValue, Name } from '@peculiar/asn1-x509';
import { demand } from './certificate-error.js';

/** The attribute types of names in ID-Certs. */
export const attributeType = {
  CN: '2.5.4.3',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
  uniqueIdentifier: '0.9.2342.19200300.100.1.44',
} as const;

/** One of them. */
export type AttributeLabel = keyof typeof attributeType;

/** The string types that the library has no field for: NumericString; BIT STRING for one. */
const numericString = 0x12;
const x500UniqueIdentifier = '2.5.4.45';

/** Checks the rules for every name (RFC 5280 section 4.1.2.4). */
export function demandName(label: 'issuer' | 'subject', name: Name): void {
  const rule = `the ${label} must be well-formed`;
  for (const attributes of name) {
    const types = attributes.map(({ type }) => type);
    demand(types.length > 0 && new Set(types).size === types.length, rule);
    for (const { type, value } of attributes) {
      const [tag = 0] = new Uint8Array(value.anyValue ?? new ArrayBuffer(0));
      const isString =
        value.anyValue === undefined ||
        tag === numericString ||
        (tag === 3 && type === x500UniqueIdentifier);
      demand(isString, rule);
    }
  }
}

/** Checks the domain components: each is a label of a domain, in an IA5String (I15, I16). */
export function demandLabels(name: Name): void {
  const labels = valuesOf(name, 'DC').map(({ ia5String }) => ia5String);
  demand(
    labels.every((label) => label !== undefined),
    'each domain component must be an IA5String',
  );
  demand(
    labels.every((label) => !label?.includes('.') && isOf(schemas.FederationId, `a@${label}`)),
    "each domain component must be one label of the domain's",
  );
}

/** Whether a text keeps the pattern and the length of a schema. */
export function isOf(schema: { pattern: string; maxLength: number }, text: string): boolean {
  return text.length <= schema.maxLength && new RegExp(schema.pattern).test(text);
}

/** Lower-cases A to Z alone: for `String.prototype.toLowerCase` the Kelvin sign is a "K", too. */
export function toLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Checks that a domain, in lower case, is the name of a host and no IP address (I16). */
export function demandHost(domain: string): void {
  const last = domain.split('.').at(-1) ?? '';
  const isNumber = /^(?:[0-9]+|0x[0-9a-f]*)$/.test(last);
  demand(domain.length < 254 && !isNumber, 'the domain must be the name of a host, no IP address');
}

/** The values of a name's attributes of one type, in the order of the DER. */
export function valuesOf(name: Name, label: AttributeLabel): AttributeValue[] {
  return name
    .flatMap((attributes) => [...attributes])
    .filter(({ type }) => type === attributeType[label])
    .map(({ value }) => value);
}

/** The domain of a name's domain components, in lower case. In DER the top-level domain comes first (RFC 2247). */
export function domainOf(name: Name): string {
  const labels = valuesOf(name, 'DC').map(({ ia5String }) => ia5String ?? '');
  return toLowerCase(labels.reverse().join('.'));
}

/** Whether two names are the same, octet by octet. */
export function sameName(one: Name, other: Name): boolean {
  return Buffer.from(AsnConvert.serialize(one)).equals(Buffer.from(AsnConvert.serialize(other)));
}
