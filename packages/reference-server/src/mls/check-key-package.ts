import { createPublicKey, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import type { Signature } from 'ts-mls/crypto/signature.js';
import {
  decodeKeyPackage,
  encodeKeyPackage,
  type KeyPackage,
  verifyKeyPackage,
} from 'ts-mls/keyPackage.js';
import { verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import { outlineOf } from './outline.js';
import { TlsCursor } from './tls-cursor.js';

/** The signature schemes that ID-Certs and MLS cipher suites have in common. */
type Scheme = 'Ed25519' | 'P256';

/** The certificate and key that the KeyPackages of a session must carry. */
interface LeafIdentity {
  /** The ID-Cert, DER. */
  readonly certificate: Buffer;
  /** The public key as a leaf node has it: 32 octets, or an uncompressed point. Undefined where MLS has no such key. */
  readonly signatureKey: Buffer | undefined;
  readonly scheme: Scheme | undefined;
}

/** Why a KeyPackage is refused (R34). */
export type KeyPackageFault =
  /** It breaks a rule that concerns only it and the key: 400. The rule is a clause without a subject. */
  | { readonly kind: 'invalid'; readonly rule: string }
  /** It carries another certificate or key: 403. */
  | { readonly kind: 'mismatch' };

/** @param idCert PEM */
export function leafIdentityOf(idCert: string): LeafIdentity {
  const { raw, publicKey } = new X509Certificate(idCert);
  const { crv, x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const [keyX, keyY] = [x, y].map((part) => Buffer.from(part, 'base64url'));
  if (crv === 'Ed25519') return { certificate: raw, signatureKey: keyX, scheme: crv };
  if (crv !== 'P-256') return { certificate: raw, signatureKey: undefined, scheme: undefined };
  const point = Buffer.concat([uncompressed, keyX as Buffer, keyY as Buffer]);
  return { certificate: raw, signatureKey: point, scheme: 'P256' };
}

/**
 * Checks a KeyPackage of a session (R34, RFC 9420 section 10.1).
 *
 * @param at seconds since the epoch
 * @returns `undefined` where nothing is wrong
 */
export async function checkKeyPackage(
  octets: Buffer,
  identity: LeafIdentity,
  at: number,
): Promise<KeyPackageFault | undefined> {
  const keyPackage = parse(octets);
  if (keyPackage === undefined) return invalid('must be an RFC 9420 KeyPackage');
  const { leafNode, initKey } = keyPackage;
  const { signature: scheme } = getCiphersuiteFromName(keyPackage.cipherSuite) ?? {};
  if (scheme === undefined || scheme !== identity.scheme) {
    return invalid("must have a cipher suite with the signature scheme of the ID-Cert's key");
  }
  if (initKey.length === 0 || Buffer.from(leafNode.hpkePublicKey).equals(initKey)) {
    return invalid('must have an init_key that is not its encryption_key');
  }
  const signatures = signaturesOf(scheme);
  const holds = await verifyLeafNodeSignatureKeyPackage(leafNode, signatures);
  if (!holds) return invalid('must have a leaf node signed by its signature_key');
  if (!(await verifyKeyPackage(keyPackage, signatures))) {
    return invalid("must be signed by its leaf node's signature_key");
  }
  if (leafNode.lifetime.notAfter < BigInt(at)) return invalid('must not have expired');
  return carries(keyPackage, identity) ? undefined : { kind: 'mismatch' };
}

const uncompressed = Buffer.of(4);

/** The most values of one list of capabilities, and the most extensions of one list. */
const most = { capabilities: 256, extensions: 64 };
const octetsOfCapability = 2;

function invalid(rule: string): KeyPackageFault {
  return { kind: 'invalid', rule };
}

/** Whether the leaf node's credential is the ID-Cert, and nothing else, and its key the ID-Cert's. */
function carries({ leafNode }: KeyPackage, { certificate, signatureKey }: LeafIdentity): boolean {
  const { credential } = leafNode;
  if (credential.credentialType !== 'x509' || !('certificates' in credential)) return false;
  const [first, ...more] = credential.certificates;
  return (
    first !== undefined &&
    more.length === 0 &&
    certificate.equals(first) &&
    signatureKey?.equals(leafNode.signaturePublicKey) === true
  );
}

/** Reads octets that are exactly one KeyPackage in its canonical encoding. */
function parse(octets: Buffer): KeyPackage | undefined {
  try {
    if (!isBounded(octets)) return undefined;
    const [keyPackage] = decodeKeyPackage(octets, 0) ?? [];
    return keyPackage && octets.equals(encodeKeyPackage(keyPackage)) ? keyPackage : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the lists are short: `ts-mls` takes time and stack for each of their values. */
function isBounded(octets: Buffer): boolean {
  const outline = outlineOf(octets);
  if (outline === undefined) return false;
  const { capabilities, rest } = outline;
  const leafExtensions = rest.vector();
  rest.vector(); // signature of the leaf node
  const extensions = rest.vector();
  return (
    capabilities.every(({ length }) => length <= most.capabilities * octetsOfCapability) &&
    [leafExtensions, extensions].every(hasFewExtensions)
  );
}

function hasFewExtensions(extensions: Buffer): boolean {
  const cursor = new TlsCursor(extensions);
  for (let count = 0; !cursor.isAtEnd; count++) {
    if (count === most.extensions) return false;
    cursor.uint16(); // extension_type
    cursor.vector();
  }
  return true;
}

const verifyInThreadPool = promisify(verify);

/** Verifies signatures of MLS with `node:crypto`. A malformed key or signature counts as wrong. */
function signaturesOf(scheme: Scheme): Signature {
  return {
    async verify(publicKey, message, signature) {
      try {
        const key = importKey(scheme, Buffer.from(publicKey));
        const digest = scheme === 'Ed25519' ? null : 'sha256';
        return await verifyInThreadPool(digest, message, key, signature);
      } catch {
        return false;
      }
    },
    sign: refuse,
    keygen: refuse,
  };
}

/** @throws {Error} where the octets are no such key */
function importKey(scheme: Scheme, raw: Buffer): KeyObject {
  const encoded = (part: Buffer) => part.toString('base64url');
  if (scheme === 'Ed25519') {
    const key = { kty: 'OKP', crv: 'Ed25519', x: encoded(raw) };
    return createPublicKey({ key, format: 'jwk' });
  }
  if (raw.length !== 65 || raw[0] !== uncompressed[0]) throw new RangeError('not a point');
  const key = {
    kty: 'EC',
    crv: 'P-256',
    x: encoded(raw.subarray(1, 33)),
    y: encoded(raw.subarray(33)),
  };
  return createPublicKey({ key, format: 'jwk' });
}

async function refuse(): Promise<never> {
  throw new Error('this server only verifies');
}
