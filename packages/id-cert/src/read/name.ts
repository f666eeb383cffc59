import { toDotted } from '../der/object-identifier.js';
import { toHex } from '../der/octets.js';
import type { Element } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { isDomain, toLowerCase } from '../fid.js';
import { Fields } from './fields.js';

/** The attribute types of the names in ID-Certs (RFC 4519, RFC 4524). */
export const attributeType = {
  commonName: '2.5.4.3',
  domainComponent: '0.9.2342.19200300.100.1.25',
  userId: '0.9.2342.19200300.100.1.1',
  uniqueIdentifier: '0.9.2342.19200300.100.1.44',
} as const;

/** A distinguished name as it was read. */
export interface DistinguishedName {
  /**
   * DER in hex, by which names are compared: an issuer's name has the octets of the CA's subject (RFC 5280 section
   * 7.1).
   */
  readonly der: string;
  /** Every attribute, in the order of the DER. */
  readonly attributes: readonly NameAttribute[];
}

/** The string types that are decoded. */
export type StringType = 'UTF8String' | 'PrintableString' | 'IA5String';

/** One attribute of a distinguished name. */
export interface NameAttribute {
  /** The attribute type's object identifier, dotted. */
  readonly type: string;
  /** The type of its string, if it is one of the three that ID-Certs use. */
  readonly stringType: StringType | undefined;
  /** Its characters, if it has a `stringType`. */
  readonly value: string | undefined;
}

/** x500UniqueIdentifier, the only attribute of a name that is a BIT STRING. */
const bitStringType = '2.5.4.45';

const readable: Record<number, StringType> = {
  [tags.utf8String]: 'UTF8String',
  [tags.printableString]: 'PrintableString',
  [tags.ia5String]: 'IA5String',
};
const otherStrings: readonly number[] = [
  tags.numericString,
  tags.teletexString,
  tags.universalString,
  tags.bmpString,
];

/**
 * Reads a Name (RFC 5280 section 4.1.2.4).
 *
 * @throws {IdCertError} `malformed`
 */
export function readName(element: Element, label: 'issuer' | 'subject'): DistinguishedName {
  const rule = `the ${label} must be well-formed`;
  strict(element.tag === tags.sequence, rule, 'it is no Name');
  return {
    der: toHex(element.octets),
    attributes: element.children.flatMap((rdn) => readRelativeName(rdn, rule)),
  };
}

function readRelativeName({ tag, children }: Element, rule: string): NameAttribute[] {
  strict(
    tag === tags.set && children.length > 0,
    rule,
    'a relative distinguished name is empty or no SET',
  );
  const attributes = children.map((child) => readAttribute(child, rule));
  const types = new Set(attributes.map(({ type }) => type));
  strict(
    types.size === attributes.length,
    rule,
    'a relative distinguished name has an attribute twice',
  );
  return attributes;
}

function readAttribute(element: Element, rule: string): NameAttribute {
  const fields = new Fields(element, rule);
  const type = toDotted(fields.take(tags.objectIdentifier).content);
  const { tag, content } = fields.take();
  fields.end();
  const stringType = readable[tag];
  strict(
    stringType !== undefined ||
      otherStrings.includes(tag) ||
      (tag === tags.bitString && type === bitStringType),
    rule,
    `the attribute ${type} is no string`,
  );
  return {
    type,
    stringType,
    value: stringType && new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
  };
}

/** The attributes of `name` that are of `type`, in the order of the DER. */
export function attributesOf(name: DistinguishedName, type: string): readonly NameAttribute[] {
  return name.attributes.filter((attribute) => attribute.type === type);
}

/**
 * The domain of a name's domain components, in lower case; '' where it has none.
 *
 * @throws {IdCertError} `malformed` where one of them is not a label in an IA5String (RFC 4519 section 2.4)
 */
export function domainOf(name: DistinguishedName): string {
  const components = attributesOf(name, attributeType.domainComponent);
  const labels = components.map(({ value, stringType }) => {
    demand(
      value !== undefined && stringType === 'IA5String',
      'each domain component must be an IA5String',
    );
    demand(
      isDomain(value) && !value.includes('.'),
      "each domain component must be one label of the domain's",
    );
    return toLowerCase(value);
  });
  return labels.reverse().join('.');
}
