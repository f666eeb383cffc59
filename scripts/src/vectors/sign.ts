import 'reflect-metadata';
import { createPublicKey, type KeyObject, sign, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  type Extension,
  Name,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { privateKey } from '../examples/keys.js';
import type { Recipe } from './recipe.js';

/** The signed part of a certificate, as the library parses it. */
export type Tbs = OpenCertificate['tbsCertificate'];

class OpenCertificate extends X509Certificate {
  get tbsCertificate() {
    return this.asn.tbsCertificate;
  }

  /** Signs the current `tbsCertificate` with an Ed25519 key; the octets are reproducible. */
  sign(label: string): Buffer {
    const changed = new OpenCertificate(new X509Certificate(this.asn).rawData);
    const { tbsCertificateRaw } = changed.asn;
    if (!tbsCertificateRaw) throw new Error('the library no longer keeps the octets to be signed');
    const signature = sign(null, new Uint8Array(tbsCertificateRaw), privateKey(label));
    changed.asn.signatureValue = new Uint8Array(signature).buffer;
    return Buffer.from(new X509Certificate(changed.asn).rawData);
  }
}

/** Makes the certificate of a recipe, valid or not. Returns its DER. */
export async function makeCertificate(recipe: Recipe): Promise<Buffer> {
  const made = await X509CertificateGenerator.create({
    serialNumber: '01',
    subject: new Name([...recipe.subject]),
    issuer: new Name([...recipe.issuer]),
    notBefore: new Date(recipe.notBefore),
    notAfter: new Date(recipe.notAfter),
    publicKey: recipe.publicKey.export({ format: 'der', type: 'spki' }),
    signingKey: await webcrypto.subtle.importKey(
      'pkcs8',
      privateKey(recipe.signer).export({ format: 'der', type: 'pkcs8' }),
      'Ed25519',
      false,
      ['sign'],
    ),
    extensions: [...recipe.extensions, ...(await keyIdentifiers(recipe))],
  });
  const certificate = new OpenCertificate(made.rawData);
  const serialNumber = new Uint8Array(Buffer.from(recipe.serialNumber, 'hex'));
  certificate.tbsCertificate.serialNumber = serialNumber.buffer;
  recipe.tweak(certificate.tbsCertificate);
  return certificate.sign(recipe.signer);
}

/** The key identifiers that `openssl verify -x509_strict` demands of a certificate with extensions. */
async function keyIdentifiers({ extensions, publicKey, signer }: Recipe): Promise<Extension[]> {
  if (extensions.length === 0) return [];
  const toPublicKey = (key: KeyObject) =>
    new PublicKey(key.export({ format: 'der', type: 'spki' }));
  return [
    await AuthorityKeyIdentifierExtension.create(toPublicKey(publicKeyOf(signer))),
    await SubjectKeyIdentifierExtension.create(toPublicKey(publicKey)),
  ];
}

/** The public key of a label. */
export function publicKeyOf(label: string) {
  return createPublicKey(privateKey(label));
}

/** Writes PEM exactly as `openssl` does. */
export function toPem(der: Buffer, label = 'CERTIFICATE'): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
