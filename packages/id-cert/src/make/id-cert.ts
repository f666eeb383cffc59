import type { CryptoKey } from '../crypto-key.js';
import { fromHex } from '../der/octets.js';
import { readPem } from '../pem.js';
import { type IdCert, readIdCert, verifyIssuer } from '../read/id-cert.js';
import { readServerIdCert } from '../read/server-id-cert.js';
import { makeCertificate } from './certificate.js';
import { actorName } from './name.js';

/** The content of an ID-Cert and its issuer. An `IdCsr` gives the first three fields. */
export interface IdCertRequest {
  /** The actor's Federation ID, in any case. Its domain must be the issuer's. */
  readonly fid: string;
  readonly sessionId: string;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** The home server. */
  readonly issuer: {
    /** Its root certificate, PEM. */
    readonly certificate: string;
    readonly privateKey: CryptoKey;
  };
  /** Seconds since the epoch. Where it is before the issuer certificate's notBefore, that is used. */
  readonly notBefore: number;
  /** Seconds since the epoch. Where it is after the issuer certificate's notAfter, that is used. */
  readonly notAfter: number;
}

/**
 * Issues an actor's ID-Cert (R29), and checks it with `readIdCert` and `verifyIssuer`.
 *
 * @throws {FidError} where `fid` is not a Federation ID
 * @throws {RangeError} where the validity lies outside the issuer certificate's
 * @throws {IdCertError} where the certificate would break a rule, or the issuer is not the actor's home server
 */
export async function issueIdCert(request: IdCertRequest): Promise<IdCert> {
  const issuer = await readServerIdCert(request.issuer.certificate);
  const notBefore = Math.max(request.notBefore, issuer.notBefore);
  const notAfter = Math.min(request.notAfter, issuer.notAfter);
  if (notBefore > notAfter) {
    throw new RangeError("no part of the validity lies within that of the issuer's certificate");
  }
  const content = {
    issuer: fromHex(issuer.subject.der),
    subject: actorName(request.fid, request.sessionId),
    notBefore,
    notAfter,
    publicKey: readPem(request.publicKey, 'PUBLIC KEY'),
    isServer: false,
  };
  const idCert = readIdCert(await makeCertificate(content, request.issuer.privateKey));
  await verifyIssuer(idCert, issuer.pem);
  return idCert;
}
