/** The tokens and certificates that a server issues, and the requests for them. */
import { verify, X509Certificate } from 'node:crypto';
import { CertificationRequest, type CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { Fault, NewFault } from '../wrong-server.js';
import { derOf } from './certificates.js';
import { type Answer, membersOf, type Request, valueIn } from './message.js';
import { isFor } from './operations.js';
import { subjectValue } from './presented.js';

/** The operations that issue tokens. */
const issuing = ['trustSession', 'identify', 'rotateSessionIdCert'] as const;

/** An issued token, and the ID-Cert issued with it or presented for it. */
export interface Issued {
  readonly by: (typeof issuing)[number];
  readonly token: string;
  readonly idCert: string;
}

/** Gives the fault the list of what the server has issued so far, the newest last. */
export function knowingIssued(
  fault: (issued: readonly Issued[], ...of: Parameters<Fault>) => ReturnType<Fault>,
): NewFault {
  return () => {
    const issued: Issued[] = [];
    return async (request, healthy) => {
      const answer = await fault(issued, request, healthy);
      const by = issuing.find((id) => isFor(request, id));
      if (by && answer.status === 201) issued.push({ by, ...issuedIn(request, answer) });
      return answer;
    };
  };
}

function issuedIn(request: Request, answer: Answer): Omit<Issued, 'by'> {
  const { token, id_cert = membersOf(request).id_cert } = Object(valueIn(answer));
  return { token: String(token), idCert: String(id_cert) };
}

/** The ID-CSR in a request; `undefined` where it is none. */
export function csrIn(request: Request): CertificationRequestInfo | undefined {
  try {
    const der = derOf(String(membersOf(request).csr));
    return AsnConvert.parse(der, CertificationRequest).certificationRequestInfo;
  } catch {
    return undefined;
  }
}

/** The session ID that the ID-CSR in a request names. */
export function sessionIdIn(request: Request): string | undefined {
  const csr = csrIn(request);
  return csr && subjectValue(csr.subject, 'uniqueIdentifier');
}

/** Whether the ID-CSR in a request names another actor than the request does. */
export function isOfAnotherActor(request: Request): boolean {
  const csr = csrIn(request);
  const [name] = ((csr && subjectValue(csr.subject, 'UID')) ?? '').split('@');
  return csr !== undefined && name !== String(membersOf(request).actor_name).toLowerCase();
}

/** The public key of an ID-CSR, as text. */
export function keyIn(request: Request): string | undefined {
  const csr = csrIn(request);
  return csr && Buffer.from(AsnConvert.serialize(csr.subjectPKInfo)).toString('hex');
}

/** The challenge and its signature in a request. */
export function completedIn(request: Request): { challenge: string; signature: string } {
  const { challenge, signature } = Object(membersOf(request).completed_challenge);
  return { challenge: String(challenge), signature: String(signature) };
}

/** The cipher suites of the KeyPackages in a request. */
export function keyPackageSuitesIn(request: Request): number[] {
  return [valueIn(request)].flat().flatMap((one) => {
    const octets = Buffer.from(String(one), 'base64');
    return octets.length < 4 ? [] : [octets.readUInt16BE(2)];
  });
}

/** Whether a text is the PEM of a certificate. */
export function isCertificate(pem: unknown): boolean {
  try {
    return new X509Certificate(String(pem)).serialNumber !== '';
  } catch {
    return false;
  }
}

/** Whether the Ed25519 key of the ID-Cert in a request has signed the challenge. Reads the signature as Base64 only. */
export function isSigned(request: Request): boolean {
  const { id_cert } = membersOf(request);
  if (!isCertificate(id_cert)) return true;
  const { publicKey } = new X509Certificate(String(id_cert));
  const { challenge, signature } = completedIn(request);
  return verify(null, Buffer.from(challenge), publicKey, Buffer.from(signature, 'base64'));
}
