import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { type AttributeLabel, attributeType } from './name.js';
import { writePem } from './pem.js';

/** Whom a certificate is to name. */
export interface Names {
  /** The Federation ID; its domain gives the domain components. */
  readonly fid: string;
  readonly sessionId: string;
  /** The time by the server's clock, in seconds since the epoch. */
  readonly now: number;
}

const ed25519 = '1.3.101.112';
/** Long enough for a server whose clock goes slow. */
const hour = 3_600_000;
const day = 24 * hour;

/**
 * Makes an actor's ID-Cert that keeps every rule but one: a key made for the purpose signs it, in the home server's
 * name. `alter` may break others before it is signed. The validity holds at `now`.
 *
 * @returns PEM
 */
export function forgeIdCert(names: Names, alter: (tbs: TBSCertificate) => void = () => {}): string {
  const authority = generateKeyPairSync('ed25519');
  const own = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = new AlgorithmIdentifier({ algorithm: ed25519 });
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: octets(Buffer.concat([Buffer.from([0x2a]), randomBytes(15)])),
    signature: algorithm,
    issuer: nameOf(domainComponents(names.fid)),
    validity: new Validity({
      notBefore: new Date(names.now * 1000 - hour),
      notAfter: new Date(names.now * 1000 + day),
    }),
    subject: actorName(names),
    subjectPublicKeyInfo: AsnConvert.parse(own, SubjectPublicKeyInfo),
    extensions: new Extensions([basicConstraints(), keyUsage('digitalSignature')]),
  });
  alter(tbs);
  return signCertificate(tbs, authority.privateKey);
}

/** The certificate that a key makes of this by signing it, PEM. */
export function signCertificate(tbs: TBSCertificate, key: KeyObject): string {
  const signed = sign(null, Buffer.from(AsnConvert.serialize(tbs)), key);
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: tbs.signature,
    signatureValue: octets(signed),
  });
  return writePem('CERTIFICATE', Buffer.from(AsnConvert.serialize(certificate)));
}

/** The subject of an actor's ID-Cert; `changed` gives other values of some attributes, or several, or none. */
export function actorName(
  { fid, sessionId }: Names,
  changed: Partial<Record<Exclude<AttributeLabel, 'DC'>, readonly string[]>> = {},
  components = domainComponents(fid),
): Name {
  const values = {
    ...{ CN: [fid.split('@')[0] ?? ''], UID: [fid], uniqueIdentifier: [sessionId] },
    ...changed,
  };
  const several = (label: Exclude<AttributeLabel, 'DC'>) =>
    (values[label] ?? []).map((value) => attribute(label, { utf8String: value }));
  return nameOf([
    ...components,
    ...several('CN'),
    ...several('UID'),
    ...several('uniqueIdentifier'),
  ]);
}

/** The domain components of a Federation ID's domain, in the order of the DER: the end of the domain first. */
export function domainComponents(fid: string): RelativeDistinguishedName[] {
  const labels = (fid.split('@')[1] ?? '').split('.').reverse();
  return labels.map((label) => attribute('DC', { ia5String: label }));
}

/** One attribute of a name, with the type of string that the value says. */
export function attribute(
  label: AttributeLabel,
  value: Partial<AttributeValue>,
): RelativeDistinguishedName {
  const type = attributeType[label];
  const one = new AttributeTypeAndValue({ type, value: new AttributeValue(value) });
  return new RelativeDistinguishedName([one]);
}

/** A name of attributes in this order. */
export function nameOf(attributes: RelativeDistinguishedName[]): Name {
  return new Name(attributes);
}

/** The extension basicConstraints, as an actor has it unless told otherwise. */
export function basicConstraints({ cA = false, critical = true } = {}): Extension {
  return extension(
    id_ce_basicConstraints,
    AsnConvert.serialize(new BasicConstraints({ cA })),
    critical,
  );
}

/** The extension keyUsage, critical, with these uses. */
export function keyUsage(...uses: readonly (keyof typeof KeyUsageFlags)[]): Extension {
  const bits = uses.reduce((sum, use) => sum | KeyUsageFlags[use], 0);
  return extension(id_ce_keyUsage, AsnConvert.serialize(new KeyUsage(bits)));
}

/** Any extension, with the DER in it. */
export function extension(extnID: string, der: ArrayBuffer, critical = true): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(der) });
}

/** The octets of a hex number or a buffer, as the ASN.1 library takes them. */
export function octets(buffer: Buffer | string): ArrayBuffer {
  return new Uint8Array(typeof buffer === 'string' ? Buffer.from(buffer, 'hex') : buffer).buffer;
}
