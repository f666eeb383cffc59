import { toDotted } from '../der/object-identifier.js';
import { checkOrder, type Element, readDer } from '../der/read-der.js';
import { contextTag, tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';
import { mostOctets, readPem, writePem } from '../pem.js';
import { isSignedBy } from '../verify-signature.js';
import { checkActorExtensions } from './actor-extensions.js';
import { type ActorSubject, readActorSubject } from './actor-subject.js';
import { readExtensions } from './extensions.js';
import { Fields } from './fields.js';
import { readName } from './name.js';
import { readPublicKey } from './public-key.js';
import { readSignatureAlgorithm, readSignatureValue } from './signature-algorithm.js';

/** A well-formed ID-CSR that is signed by its own key; the fields that `issueIdCert` needs. */
export interface IdCsr extends ActorSubject {
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** The whole request. Two requests are the same where this is. */
  readonly der: Uint8Array<ArrayBuffer>;
}

const rule = 'must be exactly one PKCS #10 request in DER, without trailing data';
const v1 = 0;
const extensionRequest = '1.2.840.113549.1.9.14';

/**
 * Reads an ID-CSR (PKCS #10, RFC 2986) and checks every rule: the subject of an actor's certificate and a valid
 * self-signature. The issuer sets its own extensions; requested ones must be allowed for an actor.
 *
 * @param input PEM, or the octets of PEM or DER
 * @throws {IdCertError} `malformed`
 */
export async function readIdCsr(input: string | Uint8Array): Promise<IdCsr> {
  const der = toDer(input);
  const whole = new Fields(readDer(der, rule), rule);
  const info = whole.take(tags.sequence);
  const algorithm = whole.take(tags.sequence);
  const signature = readSignatureValue(whole.take(tags.bitString));
  whole.end();

  const fields = new Fields(info, rule);
  const version = fields.take(tags.integer).content;
  const subject = readName(fields.take(tags.sequence), 'subject');
  const spki = fields.take(tags.sequence);
  checkAttributes(fields.take(contextTag(0)));
  fields.end();

  demand(version.length === 1 && version[0] === v1, 'the version must be v1');
  const actor = readActorSubject(subject);
  readPublicKey(spki);
  const publicKey = writePem('PUBLIC KEY', spki.octets);
  const signed = {
    octets: info.octets,
    signature,
    algorithm: readSignatureAlgorithm(algorithm),
  };
  demand(await isSignedBy(signed, publicKey), 'the request must be signed by its own key');
  return { ...actor, publicKey, der };
}

function toDer(input: string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (typeof input === 'string' || !isDer(input)) {
    const text = typeof input === 'string' ? input : decoder.decode(input);
    return readPem(text, 'CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');
  }
  demand(input.length <= mostOctets, `must have at most ${mostOctets} octets`);
  return Uint8Array.from(input);
}

/** Keeps byte order marks, of which `readPem` takes one. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Whether octets are a SEQUENCE, by the octet of its length. A text may begin with the same octet, a "0", but in UTF-8 no
 * octet from 80 to BF follows it, and PEM is longer than 127 octets.
 */
function isDer({ length, 0: first, 1: second = 0 }: Uint8Array): boolean {
  return first === tags.sequence && ((second & 0xc0) === 0x80 || second === length - 2);
}

/** Checks the attributes: a SET OF, each with a different type and at least one value. */
function checkAttributes({ children }: Element): void {
  checkOrder(children, rule);
  const types = children.map((child) => {
    const fields = new Fields(child, rule);
    const type = toDotted(fields.take(tags.objectIdentifier).content);
    const values = fields.take(tags.set).children;
    fields.end();
    strict(values.length > 0, rule, 'an attribute has no value');
    if (type === extensionRequest) checkRequested(values);
    return type;
  });
  strict(new Set(types).size === types.length, rule, 'an attribute occurs twice');
}

function checkRequested([value, ...more]: readonly Element[]): void {
  strict(value !== undefined && more.length === 0, rule, 'it asks for extensions twice');
  checkActorExtensions(readExtensions(value, rule), 'keyUsage is optional');
}
