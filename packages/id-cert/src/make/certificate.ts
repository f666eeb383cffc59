import type { CryptoKey } from '../crypto-key.js';
import { objectIdentifier } from '../der/object-identifier.js';
import { contextTag, tag as tags } from '../der/tags.js';
import { element, integer, sequence, time } from '../der/write-der.js';
import { writePem } from '../pem.js';
import { sign, signatureAlgorithm } from './sign.js';

type Octets = Uint8Array<ArrayBuffer>;

/** The content of a certificate. */
interface CertificateContent {
  /** Names in DER. */
  readonly issuer: Octets;
  readonly subject: Octets;
  /** Seconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Octets;
  readonly isServer: boolean;
}

/** Makes a certificate (PEM) with a new serial number and the profile's two extensions. */
export async function makeCertificate(
  { issuer, subject, notBefore, notAfter, publicKey, isServer }: CertificateContent,
  signingKey: CryptoKey,
): Promise<string> {
  const tbs = sequence(
    element(contextTag(0), integer(Uint8Array.of(2))),
    integer(randomSerialNumber()),
    signatureAlgorithm(signingKey),
    issuer,
    sequence(time(notBefore), time(notAfter)),
    subject,
    publicKey,
    element(contextTag(3), isServer ? serverExtensions : actorExtensions),
  );
  return writePem('CERTIFICATE', await sign(tbs, signingKey));
}

const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';
const yes = element(tags.boolean, Uint8Array.of(0xff));

/** basicConstraints with CA true and pathLenConstraint 0; keyUsage with keyCertSign, bit 5. */
const serverExtensions = sequence(
  critical(basicConstraints, sequence(yes, integer(Uint8Array.of(0)))),
  critical(keyUsage, element(tags.bitString, Uint8Array.of(2, 0b0000_0100))),
);

/** basicConstraints with CA false, which DER leaves out; keyUsage with digitalSignature, bit 0. */
const actorExtensions = sequence(
  critical(basicConstraints, sequence()),
  critical(keyUsage, element(tags.bitString, Uint8Array.of(7, 0b1000_0000))),
);

function critical(type: string, value: Octets): Octets {
  return sequence(objectIdentifier(type), yes, element(tags.octetString, value));
}

/** 16 octets with 126 random bits: unique, positive and shorter than 20 octets (RFC 5280 section 4.1.2.2). */
function randomSerialNumber(): Octets {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[0] = ((octets[0] as number) & 0x3f) | 0x40;
  return octets;
}
