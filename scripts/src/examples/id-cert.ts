import 'reflect-metadata';
import { createPublicKey, webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Name,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { CertificatePlan } from './cast.js';
import { privateKey } from './keys.js';
import { actorName, serverName } from './names.js';

/** A home server's root certificate, signed with its own key. */
export function issueServerIdCert(domain: string, plan: CertificatePlan): Promise<X509Certificate> {
  return issue({
    plan,
    subject: serverName(domain),
    issuer: serverName(domain),
    issuerKeyLabel: plan.keyLabel,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
}

/** The ID-Cert of one session of an actor, signed with the home server's key. */
export function issueActorIdCert(
  fid: string,
  sessionId: string,
  plan: CertificatePlan,
  home: { domain: string; keyLabel: string },
): Promise<X509Certificate> {
  return issue({
    plan,
    subject: actorName(fid, sessionId),
    issuer: serverName(home.domain),
    issuerKeyLabel: home.keyLabel,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    ],
  });
}

interface Issue {
  plan: CertificatePlan;
  subject: Name;
  issuer: Name;
  issuerKeyLabel: string;
  extensions: Extension[];
}

async function issue({ plan, subject, issuer, issuerKeyLabel, extensions }: Issue) {
  const certificate = await X509CertificateGenerator.create({
    serialNumber: plan.serialNumber.toString(16).padStart(2, '0'),
    subject,
    issuer,
    notBefore: new Date(plan.notBefore),
    notAfter: new Date(plan.notAfter),
    publicKey: createPublicKey(privateKey(plan.keyLabel)).export({ format: 'der', type: 'spki' }),
    signingKey: await webcrypto.subtle.importKey(
      'pkcs8',
      privateKey(issuerKeyLabel).export({ format: 'der', type: 'pkcs8' }),
      'Ed25519',
      false,
      ['sign'],
    ),
    extensions,
  });
  return new X509Certificate(Buffer.from(certificate.rawData));
}
