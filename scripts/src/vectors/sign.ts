import 'reflect-metadata';
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  type Extension,
  Name,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { privateKey } from '../examples/keys.js';
import { OpenCertificate } from './open-certificate.js';
import type { Recipe } from './recipe.js';

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
