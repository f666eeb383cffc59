import { type KeyObject, randomBytes, sign } from 'node:crypto';
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
import type { Names } from './certificate-names.js';
import { ed25519, type KeyPair, newKeyPair } from './key-pair.js';
import { type AttributeLabel, attributeType } from './name.js';
import { writePem } from './pem.js';

/** In seconds; long enough for a server with a slow clock. */
const hour = 3600;
const day = 24 * hour;

/**
 * Makes an actor's ID-Cert that keeps every rule but one: it names the home server as issuer, and another key signs it.
 * `alter` may break more rules before it is signed. It is valid at `now`.
 *
 * @returns PEM
 */
export function forgeIdCert(names: Names, alter: (tbs: TBSCertificate) => void = () => {}): string {
  return issueIdCert(names, newKeyPair().publicKey, newKeyPair().privateKey, alter);
}

/**
 * Makes an actor's ID-Cert for a key, signed with its home server's. `alter` may break rules before it is signed.
 *
 * @returns PEM
 */
export function issueIdCert(
  names: Names,
  publicKey: KeyObject,
  homeServerKey: KeyObject,
  alter: (tbs: TBSCertificate) => void = () => {},
): string {
  const tbs = actorTbs(names, publicKey);
  alter(tbs);
  return signCertificate(tbs, homeServerKey);
}

/** The TBSCertificate of an actor's ID-Cert for this key, valid from an hour before `now` to a day after. */
function actorTbs(names: Names, key: KeyObject): TBSCertificate {
  return tbsFor(key, {
    issuer: nameOf(domainComponents(names.fid)),
    validity: validity(names.now - hour, names.now + day),
    subject: actorName(names),
    extensions: new Extensions([basicConstraints(), keyUsage('digitalSignature')]),
  });
}

/** The TBSCertificate of a home server's root, valid from 2024 to 2043: the same octets for the same key. */
export function serverTbs(domain: string, { publicKey }: KeyPair): TBSCertificate {
  const name = nameOf(domainComponents(`@${domain}`));
  const tbs = tbsFor(publicKey, {
    issuer: name,
    validity: validity(Date.UTC(2024, 0) / 1000, Date.UTC(2044, 0) / 1000 - 1),
    subject: name,
    extensions: new Extensions([
      basicConstraints({ cA: true, pathLenConstraint: 0 }),
      keyUsage('keyCertSign'),
    ]),
  });
  tbs.serialNumber = octets('01');
  return tbs;
}

function tbsFor(
  key: KeyObject,
  named: Pick<TBSCertificate, 'issuer' | 'validity' | 'subject' | 'extensions'>,
): TBSCertificate {
  const spki = key.export({ type: 'spki', format: 'der' });
  return new TBSCertificate({
    version: Version.v3,
    serialNumber: octets(Buffer.concat([Buffer.from([0x2a]), randomBytes(15)])),
    signature: new AlgorithmIdentifier({ algorithm: ed25519 }),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    ...named,
  });
}

/** Times in seconds since the epoch. */
export function validity(notBefore: number, notAfter: number): Validity {
  return new Validity({
    notBefore: new Date(notBefore * 1000),
    notAfter: new Date(notAfter * 1000),
  });
}

/** Signs a TBSCertificate, and gives the certificate as PEM. */
export function signCertificate(tbs: TBSCertificate, key: KeyObject): string {
  const signed = sign(null, Buffer.from(AsnConvert.serialize(tbs)), key);
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: tbs.signature,
    signatureValue: octets(signed),
  });
  return writePem('CERTIFICATE', Buffer.from(AsnConvert.serialize(certificate)));
}

/**
 * The subject of an actor's ID-Cert. `changed` replaces the values of some attributes; an attribute may have several or
 * none.
 */
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

/** The domain components of a Federation ID's domain, in the order of the DER: the top-level domain first. */
export function domainComponents(fid: string): RelativeDistinguishedName[] {
  const labels = (fid.split('@')[1] ?? '').split('.').reverse();
  return labels.map((label) => attribute('DC', { ia5String: label }));
}

/** One attribute of a name, with the string type of its value. */
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

/** The extension basicConstraints, by default an actor's. */
export function basicConstraints({
  critical = true,
  ...constraints
}: Partial<BasicConstraints> & { critical?: boolean } = {}): Extension {
  const der = AsnConvert.serialize(new BasicConstraints(constraints));
  return extension(id_ce_basicConstraints, der, critical);
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

/** The octets of a hexadecimal text or a buffer, in the ASN.1 library's form. */
export function octets(buffer: Buffer | string): ArrayBuffer {
  return new Uint8Array(typeof buffer === 'string' ? Buffer.from(buffer, 'hex') : buffer).buffer;
}
