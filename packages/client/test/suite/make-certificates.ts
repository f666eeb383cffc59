import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

type KeyPair = webcrypto.CryptoKeyPair;

/** One relative distinguished name (RFC 5280 4.1.2.4), in the library's form. */
export type Rdn = Record<string, Array<Record<string, string>>>;

const types = {
  cn: '2.5.4.3',
  dc: '0.9.2342.19200300.100.1.25',
  uid: '0.9.2342.19200300.100.1.1',
  sid: '0.9.2342.19200300.100.1.44',
  ou: '2.5.4.11',
};

/** Makes one attribute from its type, its value and its string type. */
export function rdn(type: keyof typeof types, value: string, kind?: string): Rdn {
  const usual = type === 'dc' || type === 'sid' ? 'ia5String' : 'utf8String';
  return { [types[type]]: [{ [kind ?? usual]: value }] };
}

export const homeName = [rdn('dc', 'com'), rdn('dc', 'example'), rdn('dc', 'home')];
export const aliceName = [
  rdn('cn', 'alice'),
  ...homeName,
  rdn('uid', 'alice@home.example.com'),
  rdn('sid', 'phone'),
];

/** The validity of certificates, from 2025 to 2035, in seconds since the epoch. */
export const from = 1735689600;
export const until = 2051222400;

export const newKeys = () =>
  crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<KeyPair>;
const serverKeys = await newKeys();
const aliceKeys = await newKeys();

export const usage = (flags: number, critical = true) => new KeyUsagesExtension(flags, critical);
export const ca = (is: boolean, pathLength?: number, critical = true) =>
  new BasicConstraintsExtension(is, pathLength, critical);

/** The differences of a certificate from a well-formed one. */
export interface Recipe {
  subject?: Rdn[];
  issuer?: Rdn[];
  serialNumber?: string;
  notBefore?: number;
  notAfter?: number;
  keys?: KeyPair;
  signer?: KeyPair;
  extensions?: Extension[];
  /** Changes the certificate before it is signed. */
  tweak?: (fields: OpenCertificate['fields'], whole: OpenCertificate['whole']) => void;
}

/** Makes Alice's ID-Cert, as PEM, with the differences of the recipe. */
export async function makeIdCert(recipe: Recipe = {}): Promise<string> {
  const signer = recipe.signer ?? serverKeys;
  const made = await X509CertificateGenerator.create({
    serialNumber: recipe.serialNumber ?? '1234',
    subject: new Name(recipe.subject ?? aliceName),
    issuer: new Name(recipe.issuer ?? homeName),
    notBefore: new Date((recipe.notBefore ?? from) * 1000),
    notAfter: new Date((recipe.notAfter ?? until) * 1000),
    publicKey: (recipe.keys ?? aliceKeys).publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: { hash: 'SHA-256', ...signer.privateKey.algorithm },
    extensions: recipe.extensions ?? [ca(false), usage(KeyUsageFlags.digitalSignature)],
  });
  if (!recipe.tweak) return toPem(made.rawData);
  const open = new OpenCertificate(made.rawData);
  recipe.tweak(open.fields, open.whole);
  const changed = new OpenCertificate(new X509Certificate(open.whole).rawData);
  const signed = changed.whole.tbsCertificateRaw as ArrayBuffer;
  changed.whole.signatureValue = await crypto.subtle.sign('Ed25519', signer.privateKey, signed);
  return toPem(new X509Certificate(changed.whole).rawData);
}

/** Makes the home server's certificate, as PEM, with the differences of the recipe. */
export function makeServerIdCert(recipe: Recipe = {}): Promise<string> {
  const keys = recipe.keys ?? serverKeys;
  return makeIdCert({
    subject: homeName,
    issuer: recipe.subject ?? homeName,
    keys,
    signer: keys,
    extensions: [ca(true, 0), usage(KeyUsageFlags.keyCertSign)],
    ...recipe,
  });
}

/** Writes DER as PEM. */
export function toPem(der: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(der)));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** The octets of a PEM. */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replace(/-----.*-----|\s/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

class OpenCertificate extends X509Certificate {
  get whole() {
    return this.asn;
  }

  get fields() {
    return this.asn.tbsCertificate;
  }
}
