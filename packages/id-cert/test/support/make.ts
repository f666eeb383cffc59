/** Makes certificates and requests, right and wrong, with another library than the package. */
import 'reflect-metadata';
import { createPrivateKey, sign } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  Pkcs10CertificateRequestGenerator,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { attributeType } from '../../src/read/name.js';
import { generateKeyPair, importKeyPair, type KeyPair } from './keys.js';

cryptoProvider.set(globalThis.crypto);

// Imported from here: `reflect-metadata` must run before the library.
export { Extension, Name, Pkcs10CertificateRequestGenerator, SubjectKeyIdentifierExtension };

/** One relative distinguished name (RFC 5280 4.1.2.4), in the library's form. */
export type Rdn = Record<string, Record<string, string>[]>;

export const cn = (value: string, type = 'utf8String'): Rdn => rdn('commonName', type, value);
export const dc = (value: string, type = 'ia5String'): Rdn => rdn('domainComponent', type, value);
export const uid = (value: string, type = 'utf8String'): Rdn => rdn('userId', type, value);
export const sid = (value: string, type = 'ia5String'): Rdn => rdn('uniqueIdentifier', type, value);
export const ou = (value: string): Rdn => ({ '2.5.4.11': [{ utf8String: value }] });

function rdn(key: keyof typeof attributeType, type: string, value: string): Rdn {
  return { [attributeType[key]]: [{ [type]: value }] };
}

/** The names of all tests: a server, and Alice's session s1 on it. */
export const homeName = [dc('com'), dc('example'), dc('home')];
const alice = {
  cn: [cn('alice')],
  dc: homeName,
  uid: [uid('alice@home.example.com')],
  sid: [sid('s1')],
};
export const serverKeys = generateKeyPair();
export const aliceKeys = generateKeyPair();
export const from = 1_700_000_000;
export const until = 1_800_000_000;

/** Alice's subject, with the given parts replaced. */
export function subject(
  parts: Partial<Record<'cn' | 'dc' | 'uid' | 'sid' | 'more', Rdn[]>>,
): Rdn[] {
  const { cn, dc, uid, sid, more = [] } = { ...alice, ...parts };
  return [...cn, ...dc, ...uid, ...sid, ...more];
}

export const ca = (isCa: boolean, pathLength?: number, critical = true): Extension =>
  new BasicConstraintsExtension(isCa, pathLength, critical);

export const usage = (flags: (keyof typeof KeyUsageFlags)[], critical = true): Extension =>
  new KeyUsagesExtension(
    flags.reduce((sum, flag) => sum | KeyUsageFlags[flag], 0),
    critical,
  );

/** The differences of a certificate from Alice's well-formed ID-Cert. */
export interface Recipe {
  readonly subject?: Rdn[];
  readonly issuer?: Rdn[];
  readonly serialNumber?: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly extensions?: Extension[];
  readonly keys?: KeyPair;
  readonly signer?: KeyPair;
  /** Changes the certificate before it is signed, where the library's generator has no option. */
  readonly tweak?: (tbs: Tbs) => void;
}

/** Makes a certificate, right or wrong, with a valid signature by `signer`. */
export async function makeIdCert(recipe: Recipe = {}): Promise<string> {
  const keys = await importKeyPair(recipe.keys ?? aliceKeys);
  const signer = recipe.signer ?? serverKeys;
  const made = await X509CertificateGenerator.create({
    serialNumber: recipe.serialNumber ?? '1234',
    subject: new Name(recipe.subject ?? subject({})),
    issuer: new Name(recipe.issuer ?? homeName),
    notBefore: new Date((recipe.notBefore ?? from) * 1000),
    notAfter: new Date((recipe.notAfter ?? until) * 1000),
    publicKey: keys.publicKey,
    signingKey: (await importKeyPair(signer)).privateKey,
    extensions: recipe.extensions ?? [ca(false), usage(['digitalSignature'])],
  });
  const certificate = new OpenCertificate(made.rawData);
  recipe.tweak?.(certificate.tbsCertificate);
  return toPem('CERTIFICATE', certificate.sign(signer));
}

/** Makes a home server's root certificate, with the differences of the recipe. */
export function makeServerCertificate(recipe: Recipe = {}): Promise<string> {
  return makeIdCert({
    subject: homeName,
    issuer: recipe.subject ?? homeName,
    keys: serverKeys,
    extensions: [ca(true, 0), usage(['keyCertSign'])],
    ...recipe,
  });
}

/** Writes PEM as `openssl` does. */
export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The DER of a PEM. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
}

type Tbs = OpenCertificate['tbsCertificate'];

class OpenCertificate extends X509Certificate {
  get tbsCertificate() {
    return this.asn.tbsCertificate;
  }

  sign(signer: KeyPair): Uint8Array {
    const changed = new OpenCertificate(new X509Certificate(this.asn).rawData);
    const { tbsCertificateRaw } = changed.asn;
    if (!tbsCertificateRaw) throw new Error('the library no longer keeps the octets to be signed');
    const key = createPrivateKey({ key: signer.privateKey, format: 'der', type: 'pkcs8' });
    const signature = sign(null, new Uint8Array(tbsCertificateRaw), key);
    changed.asn.signatureValue = new Uint8Array(signature).buffer;
    return new Uint8Array(new X509Certificate(changed.asn).rawData);
  }
}
