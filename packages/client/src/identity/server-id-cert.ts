import { type Certificate, isSignedBy, readCertificate } from './certificate.js';
import { attributesOf, attributeType, domainOf } from './distinguished-name.js';
import { demand } from './id-cert-error.js';
import { KeyUsageFlags } from './x509.js';

/** A home server's own certificate, found well-formed. */
export interface ServerIdCert extends Omit<Certificate, 'basicConstraints' | 'keyUsage'> {
  /** The server's domain, in lower case. */
  domain: string;
}

const foreignAttributes = {
  CN: attributeType.commonName,
  UID: attributeType.userId,
  uniqueIdentifier: attributeType.uniqueIdentifier,
};

/**
 * Reads a home server's certificate (PEM) and checks every rule on it, its own signature included.
 *
 * @throws {IdCertError} `MALFORMED`, naming the rule
 */
export async function readServerIdCert(pem: string): Promise<ServerIdCert> {
  const { basicConstraints, keyUsage, ...fields } = readCertificate(pem);
  const { subject, issuer, publicKey } = fields;
  const domain = domainOf(subject);
  demand(domain !== '', 'the subject of a home server must have domain components');
  for (const [label, type] of Object.entries(foreignAttributes)) {
    demand(
      attributesOf(subject, type).length === 0,
      `the subject of a home server must have no ${label}`,
    );
  }
  demand(basicConstraints?.ca === true, 'basicConstraints must have CA true');
  demand(basicConstraints.pathLength === 0, 'basicConstraints must have pathLenConstraint 0');
  demand(
    ((keyUsage?.usages ?? 0) & KeyUsageFlags.keyCertSign) !== 0,
    'keyUsage must have keyCertSign',
  );
  demand(issuer.der === subject.der, 'the issuer must be the subject');
  demand(
    await isSignedBy(fields.pem, publicKey),
    "the signature must be by the certificate's own key, with an algorithm that is known here",
  );
  return { ...fields, domain };
}
