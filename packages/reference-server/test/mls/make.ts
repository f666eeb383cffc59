import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import type { CiphersuiteName } from 'ts-mls/crypto/ciphersuite.js';
import type { Signature } from 'ts-mls/crypto/signature.js';
import { encodeKeyPackage, signKeyPackage } from 'ts-mls/keyPackage.js';
import { signLeafNodeKeyPackage } from 'ts-mls/leafNode.js';
import { now } from '../../src/clock/clock.js';

/** The signer of a KeyPackage. */
export interface Signer {
  /** PEM. */
  certificate: string;
  privateKey: KeyObject;
}

type LeafNode = Parameters<typeof signLeafNodeKeyPackage>[0];
type KeyPackage = Parameters<typeof signKeyPackage>[0];

/** What differs from a good KeyPackage, in the leaf node before it is signed, or around it. */
export interface Changes {
  cipherSuite?: CiphersuiteName;
  leaf?: Partial<LeafNode>;
  outer?: Partial<KeyPackage>;
  /** The signer of the KeyPackage itself; by default the signer of the leaf node. */
  outerSigner?: Signer;
}

const ed25519Suite: CiphersuiteName = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

/** Makes a KeyPackage in Base64 that is signed by `node:crypto`; its HPKE keys are random. */
export async function makeKeyPackage(signer: Signer, changes: Changes = {}): Promise<string> {
  const { cipherSuite = ed25519Suite, leaf, outer, outerSigner = signer } = changes;
  const leafNode = await signLeafNodeKeyPackage(
    {
      leafNodeSource: 'key_package',
      hpkePublicKey: randomBytes(32),
      signaturePublicKey: rawPublicKey(signer.privateKey),
      credential: { credentialType: 'x509', certificates: [derOf(signer.certificate)] },
      capabilities: {
        versions: ['mls10'],
        ciphersuites: [cipherSuite],
        extensions: [],
        proposals: [],
        credentials: ['x509'],
      },
      lifetime: { notBefore: BigInt(now()), notAfter: BigInt(now() + 24 * 60 * 60) },
      extensions: [],
      ...leaf,
    },
    seedless,
    signaturesOf(signer.privateKey),
  );
  const keyPackage = await signKeyPackage(
    { version: 'mls10', cipherSuite, initKey: randomBytes(32), leafNode, extensions: [], ...outer },
    seedless,
    signaturesOf(outerSigner.privateKey),
  );
  return Buffer.from(encodeKeyPackage(keyPackage)).toString('base64');
}

export function derOf(certificate: string): Buffer {
  return new X509Certificate(certificate).raw;
}

/** The signer of a session that the server made. */
export function signerOf(session: { id_cert: string; private_key?: string }): Signer {
  return {
    certificate: session.id_cert,
    privateKey: createPrivateKey(session.private_key ?? ''),
  };
}

/** A public key as a leaf node has it. */
export function rawPublicKey(privateKey: KeyObject): Buffer {
  const { x = '', y } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (y === undefined) return Buffer.from(x, 'base64url');
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

const seedless = new Uint8Array();

function signaturesOf(privateKey: KeyObject): Signature {
  const digest = privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const refuse = () => Promise.reject(new Error('not asked for'));
  return {
    sign: async (_seed, message) => sign(digest, message, privateKey),
    verify: refuse,
    keygen: refuse,
  };
}
