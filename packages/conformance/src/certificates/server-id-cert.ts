import { demand } from './certificate-error.js';
import { demandHost, demandLabels, domainOf, sameName, valuesOf } from './name.js';
import { type Certificate, hasUse, readCertificate } from './read-certificate.js';

/** A home server's root certificate that keeps every rule. */
export interface ServerIdCert extends Certificate {
  /** In lower case. */
  readonly domain: string;
}

/**
 * Reads a home server's self-signed root certificate and checks every rule.
 *
 * @throws {CertificateError} with the rule that is broken
 */
export function readServerIdCert(pem: string): ServerIdCert {
  const certificate = readCertificate(pem);
  const { subject, issuer, isCa, pathLength, keyUsage, publicKey } = certificate;
  demand(valuesOf(subject, 'DC').length > 0, 'the subject must have domain components');
  demandLabels(subject);
  for (const label of ['CN', 'UID', 'uniqueIdentifier'] as const) {
    demand(
      valuesOf(subject, label).length === 0,
      `the subject of a home server must have no ${label}`,
    );
  }
  demand(
    subject.flat().length === valuesOf(subject, 'DC').length,
    'the subject of a home server must have domain components alone',
  );
  demandHost(domainOf(subject));
  demand(sameName(issuer, subject), 'the issuer of a home server must be the subject');
  demand(isCa, 'basicConstraints of a home server must have CA true');
  demand(pathLength === 0, 'basicConstraints of a home server must have pathLenConstraint 0');
  demand(hasUse(keyUsage, 'keyCertSign'), 'keyUsage of a home server must have keyCertSign');
  demand(certificate.isSignedBy(publicKey), "the signature must be by the certificate's own key");
  return { ...certificate, domain: domainOf(subject) };
}
