import { toHex } from './der.js';
import { type FederationId, toLowerCase } from './federation-id.js';
import { demand } from './id-cert-error.js';
import { checkSessionId } from './session-id.js';
import { Name } from './x509.js';

/** The attribute types that the names in ID-Certs consist of (RFC 4519, RFC 4524). */
export const attributeType = {
  commonName: '2.5.4.3',
  domainComponent: '0.9.2342.19200300.100.1.25',
  userId: '0.9.2342.19200300.100.1.1',
  uniqueIdentifier: '0.9.2342.19200300.100.1.44',
} as const;

/** A name as it was read. */
export interface DistinguishedName {
  /** DER in hex. An issuer's name has the octets of that issuer's own subject (RFC 5280 section 7.1). */
  der: string;
  attributes: readonly NameAttribute[];
}

interface NameAttribute {
  type: string;
  /** The string, where it is of one of the three types that ID-Certs use. */
  value: string | undefined;
  isIa5String: boolean;
}

/** What is read of a parsed name of `@peculiar/asn1-x509`, a package that is not ours to import. */
type ParsedName = Iterable<
  Iterable<{
    type: string;
    value: { ia5String?: string; utf8String?: string; printableString?: string };
  }>
>;

/** Makes a plain object of a name; `name` is the same one, for its DER. */
export function readName(parsed: ParsedName, name: Name): DistinguishedName {
  return {
    der: toHex(name.toArrayBuffer()),
    attributes: [...parsed].flatMap((rdn) =>
      [...rdn].map(({ type, value }) => ({
        type,
        value: value.ia5String ?? value.utf8String ?? value.printableString,
        isIa5String: value.ia5String !== undefined,
      })),
    ),
  };
}

/** The attributes of a type, in the order of the DER. */
export function attributesOf(name: DistinguishedName, type: string): readonly NameAttribute[] {
  return name.attributes.filter((attribute) => attribute.type === type);
}

/**
 * The domain that a name's domain components spell, most significant first, in lower case; '' without any.
 *
 * @throws {IdCertError} where one of them is not a label in an IA5String (RFC 4519 section 2.4)
 */
export function domainOf(name: DistinguishedName): string {
  return attributesOf(name, attributeType.domainComponent)
    .map(({ value, isIa5String }) => {
      demand(
        value !== undefined && isIa5String && /^[a-z0-9-]+$/i.test(value),
        "each domain component must be one label of the domain's in an IA5String",
      );
      return toLowerCase(value);
    })
    .reverse()
    .join('.');
}

/**
 * The subject of a session's ID-CSR and ID-Cert: CN, domain components, UID, uniqueIdentifier.
 *
 * @throws {IdCertError} where `sessionId` cannot be one
 */
export function actorName({ fid, localPart, domain }: FederationId, sessionId: string): Name {
  checkSessionId(sessionId);
  return new Name([
    { [attributeType.commonName]: [{ utf8String: localPart }] },
    ...domain
      .split('.')
      .reverse()
      .map((label) => ({ [attributeType.domainComponent]: [{ ia5String: label }] })),
    { [attributeType.userId]: [{ utf8String: fid }] },
    { [attributeType.uniqueIdentifier]: [{ ia5String: sessionId }] },
  ]);
}
