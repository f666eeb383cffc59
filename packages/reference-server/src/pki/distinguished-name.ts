import { type Fid, toLowerCase } from './fid.js';
import { check } from './id-cert-error.js';
import { checkSessionId } from './session-id.js';
import { Name } from './x509.js';

/** The attribute types that an ID-Cert's names consist of (RFC 4519, RFC 4524). */
export const attributeType = {
  commonName: '2.5.4.3',
  domainComponent: '0.9.2342.19200300.100.1.25',
  userId: '0.9.2342.19200300.100.1.1',
  uniqueIdentifier: '0.9.2342.19200300.100.1.44',
} as const;

/** A distinguished name as it was read. */
export interface DistinguishedName {
  /** DER in hex. Names are compared by it: an issuer's name has the octets of that CA's subject (RFC 5280 section 7.1). */
  readonly der: string;
  /** Every attribute, in the order of the DER. */
  readonly attributes: readonly NameAttribute[];
}

/** One attribute of a distinguished name. */
export interface NameAttribute {
  /** The attribute type's object identifier, dotted. */
  readonly type: string;
  /** The string, where it is one of the three types that ID-Certs use. */
  readonly value: string | undefined;
  /** Whether the string is an IA5String. */
  readonly isIa5String: boolean;
}

/** The part of `@peculiar/asn1-x509`'s Name that is read here; that package itself is out of our reach under pnpm. */
type AsnName = Iterable<Iterable<{ type: string; value: AsnAttributeValue }>>;
interface AsnAttributeValue {
  ia5String?: string;
  utf8String?: string;
  printableString?: string;
}

/** Makes a plain object of a parsed name; `name` is the same as an object of the library, for its DER. */
export function readName(asn: AsnName, name: Name): DistinguishedName {
  return {
    der: Buffer.from(name.toArrayBuffer()).toString('hex'),
    attributes: [...asn].flatMap((rdn) =>
      [...rdn].map(({ type, value }) => ({
        type,
        value: value.ia5String ?? value.utf8String ?? value.printableString,
        isIa5String: value.ia5String !== undefined,
      })),
    ),
  };
}

/** A home server's name: its domain components, most significant first (polyproto-core's ID-Cert rules). */
export function serverName(domain: string): Name {
  return new Name(domainComponents(domain));
}

/**
 * An actor's name: CN (the local part), the domain components, UID (the FID), uniqueIdentifier (the session ID).
 *
 * @throws {IdCertError} `malformed` where `sessionId` is not a session ID
 */
export function actorName({ fid, localPart, domain }: Fid, sessionId: string): Name {
  checkSessionId(sessionId);
  return new Name([
    { [attributeType.commonName]: [{ utf8String: localPart }] },
    ...domainComponents(domain),
    { [attributeType.userId]: [{ utf8String: fid }] },
    { [attributeType.uniqueIdentifier]: [{ ia5String: sessionId }] },
  ]);
}

function domainComponents(domain: string) {
  return domain
    .split('.')
    .reverse()
    .map((label) => ({ [attributeType.domainComponent]: [{ ia5String: label }] }));
}

/**
 * The domain that a name's domain components spell, in lower case; '' where it has none.
 *
 * @throws {IdCertError} `malformed` where one of them is not a label in an IA5String (RFC 4519 section 2.4)
 */
export function domainOf(name: DistinguishedName): string {
  return attributesOf(name, attributeType.domainComponent)
    .map(({ value, isIa5String }) => {
      check(value !== undefined && isIa5String, 'each domain component must be an IA5String');
      check(/^[a-z0-9-]+$/i.test(value), "each domain component must be one label of the domain's");
      return toLowerCase(value);
    })
    .reverse()
    .join('.');
}

/** The attributes of `name` that are of `type`, in the order of the DER. */
export function attributesOf(name: DistinguishedName, type: string): readonly NameAttribute[] {
  return name.attributes.filter((attribute) => attribute.type === type);
}
