import { createPublicKey } from 'node:crypto';
import { type ActorSubject, readActorSubject } from './actor-subject.js';
import { actorName, readName } from './distinguished-name.js';
import { parseFid } from './fid.js';
import { check, IdCertError } from './id-cert-error.js';
import { importKeyPair, type KeyPair } from './keys.js';
import { readPem, writePem } from './pem.js';
import { Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator } from './x509.js';

/** An ID-CSR as it was read: `issueIdCert` takes it as it is. */
export interface IdCsr extends ActorSubject {
  /** SubjectPublicKeyInfo, PEM: Ed25519, ECDSA or RSA. The request was signed with its private key. */
  readonly publicKey: string;
}

/**
 * Reads an ID-CSR (PKCS #10, RFC 2986) and checks polyproto-core's ID-Cert rules: the actor certificate's subject
 * rules and a valid self-signature. The attributes (requested extensions) are not read: the issuer sets its own.
 *
 * @param input PEM, or the octets of PEM or DER
 * @throws {IdCertError} `malformed`, naming the rule
 */
export async function readIdCsr(input: string | Uint8Array): Promise<IdCsr> {
  const request = parse(toDer(input));
  check(request.info.version === v1, 'the version must be v1');
  const subject = readActorSubject(readName(request.info.subject, request.subjectName));
  check(
    await hasValidSignature(request),
    'the request must be signed by its own key, with an algorithm that is known here',
  );
  const publicKey = createPublicKey(request.publicKey.toString());
  return { ...subject, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/**
 * Makes an ID-CSR, PEM, for a session whose key pair is at hand.
 *
 * @param options.fid the actor's Federation ID, in any case
 * @param options.keys an Ed25519 key pair
 * @throws {FidError} where `fid` is not a Federation ID
 * @throws {IdCertError} `malformed`, where `sessionId` is not a session ID
 */
export async function createIdCsr(options: {
  readonly fid: string;
  readonly sessionId: string;
  readonly keys: KeyPair;
}): Promise<string> {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: actorName(parseFid(options.fid), options.sessionId),
    keys: await importKeyPair(options.keys.privateKey),
    signingAlgorithm: { name: 'Ed25519' },
  });
  return writePem('CERTIFICATE REQUEST', new Uint8Array(request.rawData));
}

const v1 = 0;

/** Opens the library's request for what it parses but keeps to itself. */
class OpenRequest extends Pkcs10CertificateRequest {
  get info() {
    return this.asn.certificationRequestInfo;
  }

  /** The request encoded anew from its parsed values, which is DER whatever the input was. */
  encode(): Buffer {
    return Buffer.from(new Pkcs10CertificateRequest(this.asn).rawData);
  }
}

function toDer(input: string | Uint8Array): Buffer {
  const sequenceTag = 0x30;
  if (typeof input !== 'string' && input[0] === sequenceTag) return Buffer.from(input);
  return readPem('CERTIFICATE REQUEST', Buffer.from(input).toString('latin1'));
}

function parse(der: Buffer): OpenRequest {
  const rule = 'must be exactly one PKCS #10 request in DER, without trailing data';
  try {
    const request = new OpenRequest(der);
    check(request.encode().equals(der), rule);
    return request;
  } catch (error) {
    throw new IdCertError('malformed', rule, { cause: error });
  }
}

async function hasValidSignature(request: OpenRequest): Promise<boolean> {
  try {
    return await request.verify();
  } catch {
    return false;
  }
}
