import { type IdCert, readIdCert, verifyIdCert } from './check-id-cert.js';
import { actorName } from './distinguished-name.js';
import { parseFid } from './fid.js';
import { importKeyPair } from './keys.js';
import { writePem } from './pem.js';
import { randomSerialNumber } from './serial-number.js';
import { readServerCertificate } from './server-certificate.js';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from './x509.js';

/** What an ID-Cert is to be issued for, and by whom. An `IdCsr` supplies the first three fields. */
export interface IdCertRequest {
  /** The actor's Federation ID, in any case; its domain is the issuer's. */
  readonly fid: string;
  readonly sessionId: string;
  /** SubjectPublicKeyInfo, PEM, of any algorithm. */
  readonly publicKey: string;
  /** The home server; a `ServerIdentity` will do. */
  readonly issuer: {
    /** Its root certificate, PEM. */
    readonly certificate: string;
    /** Its Ed25519 private key, PKCS #8 DER. */
    readonly privateKey: Uint8Array;
  };
  /** Seconds since the epoch; moved into the issuer certificate's validity where it lies before. */
  readonly notBefore: number;
  /** Seconds since the epoch; moved into the issuer certificate's validity where it lies after. */
  readonly notAfter: number;
}

/**
 * Issues an actor's ID-Cert (polyproto-core's ID-Cert rules). What it returns has passed `readIdCert` and `verifyIdCert`.
 *
 * @throws {FidError} where `fid` is not a Federation ID
 * @throws {RangeError} where nothing of the validity lies within the issuer certificate's
 * @throws {IdCertError} where the certificate would break a rule, or the issuer is not the actor's home server
 */
export async function issueIdCert(request: IdCertRequest): Promise<IdCert> {
  const issuer = readServerCertificate(request.issuer.certificate);
  const notBefore = Math.max(request.notBefore, issuer.notBefore);
  const notAfter = Math.min(request.notAfter, issuer.notAfter);
  if (notBefore > notAfter) {
    throw new RangeError("no part of the validity lies within that of the issuer's certificate");
  }
  const publicKey = new PublicKey(request.publicKey);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomSerialNumber(),
    issuer: new Name(Buffer.from(issuer.subject.der, 'hex')),
    subject: actorName(parseFid(request.fid), request.sessionId),
    notBefore: new Date(notBefore * 1000),
    notAfter: new Date(notAfter * 1000),
    publicKey,
    signingKey: (await importKeyPair(request.issuer.privateKey)).privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      await AuthorityKeyIdentifierExtension.create(new PublicKey(issuer.publicKey)),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  const idCert = readIdCert(writePem('CERTIFICATE', new Uint8Array(certificate.rawData)));
  verifyIdCert(idCert, issuer.pem);
  return idCert;
}
