import { demand } from '../errors.js';
import { isSignedBy } from '../verify-signature.js';
import { type CertificateFields, readCertificate, readSigned } from './certificate.js';
import { checkCriticality, readBasicConstraints, readKeyUsage } from './extensions.js';
import { checkHost } from './host.js';
import { attributesOf, attributeType, type DistinguishedName, domainOf } from './name.js';

/** A well-formed certificate of a home server. */
export interface ServerIdCert extends CertificateFields {
  readonly subject: DistinguishedName;
  /** The server's domain, in lower case. */
  readonly domain: string;
}

/** The attributes that name an actor. */
const actorAttributes = {
  CN: attributeType.commonName,
  UID: attributeType.userId,
  uniqueIdentifier: attributeType.uniqueIdentifier,
};

/**
 * Reads a home server's root certificate (PEM) and checks every rule on it, its own signature included.
 *
 * @throws {IdCertError} `malformed`
 */
export async function readServerIdCert(pem: string): Promise<ServerIdCert> {
  const { extensions, ...fields } = readCertificate(pem);
  const { subject, issuer } = fields;
  const domain = domainOf(subject);
  demand(domain !== '', 'the subject must have domain components');
  for (const [label, type] of Object.entries(actorAttributes)) {
    demand(
      attributesOf(subject, type).length === 0,
      `the subject of a home server must have no ${label}`,
    );
  }
  demand(
    subject.attributes.every(({ type }) => type === attributeType.domainComponent),
    'the subject of a home server must have domain components alone',
  );
  checkHost(domain);
  checkCriticality(extensions);
  const basicConstraints = readBasicConstraints(extensions);
  demand(basicConstraints.isCa, 'basicConstraints must have CA true');
  demand(basicConstraints.pathLength === 0, 'basicConstraints must have pathLenConstraint 0');
  demand(readKeyUsage(extensions)('keyCertSign'), 'keyUsage must have keyCertSign');
  demand(issuer.der === subject.der, 'the issuer must be the subject');
  demand(
    await isSignedBy(readSigned(fields.pem), fields.publicKey),
    "the signature must be by the certificate's own key",
  );
  return { ...fields, domain };
}
