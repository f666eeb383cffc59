import type { KeyObject } from 'node:crypto';
import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { type Name, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { Names } from './certificate-names.js';
import { actorName, octets } from './forge.js';
import type { KeyPair } from './key-pair.js';
import { writePem } from './pem.js';
import { signatureAlgorithmOf, signOctets } from './sign.js';

/** The faults that an ID-CSR may have. */
export interface CsrOptions {
  /** Another subject than the one that `names` give. */
  subject?: Name;
  /** The key that signs the request, in place of its own. */
  signer?: KeyObject;
}

/**
 * Makes an ID-CSR (PKCS #10, `openapi/id-cert.md`) for a session, signed with its own key.
 *
 * @returns PEM
 */
export function makeCsr(
  names: Pick<Names, 'fid' | 'sessionId'>,
  { publicKey, privateKey }: KeyPair,
  { subject = actorName({ ...names, now: 0 }), signer = privateKey }: CsrOptions = {},
): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const info = new CertificationRequestInfo({
    subject,
    subjectPKInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
  });
  const request = new CertificationRequest({
    certificationRequestInfo: info,
    signatureAlgorithm: signatureAlgorithmOf(signer),
    signature: octets(signOctets(Buffer.from(AsnConvert.serialize(info)), signer)),
  });
  return writePem('CERTIFICATE REQUEST', Buffer.from(AsnConvert.serialize(request)));
}
