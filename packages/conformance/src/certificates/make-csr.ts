import type { KeyObject } from 'node:crypto';
import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { type Name, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { actorName, type Names, octets } from './forge.js';
import type { KeyPair } from './key-pair.js';
import { writePem } from './pem.js';
import { signatureAlgorithmOf, signOctets } from './sign.js';

/** What may be wrong with an ID-CSR. */
export interface CsrOptions {
  /** Another subject than the one that `names` give. */
  subject?: Name;
  /** Another key than its own, which signs it. */
  signer?: KeyObject;
}

/**
 * Makes an ID-CSR (PKCS #10, as `openapi/id-cert.md` wants it) for a session, signed with its own key.
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
