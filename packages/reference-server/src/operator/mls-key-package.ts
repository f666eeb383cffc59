import { randomBytes, X509Certificate } from 'node:crypto';
import { getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';
import { encodeKeyPackage, signKeyPackage } from 'ts-mls/keyPackage.js';
import { signLeafNodeKeyPackage } from 'ts-mls/leafNode.js';
import { now } from '../clock/clock.js';

const cipherSuite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
const lifetimeInSeconds = 28 * 24 * 60 * 60;
const hkdfInputLength = 32;

/** A session's ID-Cert and its Ed25519 private key. */
interface SessionIdentity {
  /** PEM. */
  idCert: string;
  /** The 32 octets of the private key. */
  seed: Uint8Array;
}

/**
 * Makes KeyPackages (RFC 9420 section 10) in Base64, each with new HPKE keys, signed with the session's identity key.
 * The private HPKE keys are discarded, so nobody can join a group with them.
 */
export async function makeKeyPackages(
  { idCert, seed }: SessionIdentity,
  count: number,
): Promise<string[]> {
  const { hpke, signature } = await getCiphersuiteImpl(getCiphersuiteFromName(cipherSuite));
  const certificate = new X509Certificate(idCert);
  const newPublicKey = async () => {
    const { publicKey } = await hpke.deriveKeyPair(randomBytes(hkdfInputLength));
    return hpke.exportPublicKey(publicKey);
  };
  const makeOne = async () => {
    const leafNode = await signLeafNodeKeyPackage(
      {
        leafNodeSource: 'key_package',
        hpkePublicKey: await newPublicKey(),
        signaturePublicKey: rawPublicKey(certificate),
        credential: { credentialType: 'x509', certificates: [certificate.raw] },
        capabilities: {
          versions: ['mls10'],
          ciphersuites: [cipherSuite],
          extensions: [],
          proposals: [],
          credentials: ['x509'],
        },
        lifetime: { notBefore: BigInt(now()), notAfter: BigInt(now() + lifetimeInSeconds) },
        extensions: [],
      },
      seed,
      signature,
    );
    const unsigned = { version: 'mls10', cipherSuite, leafNode, extensions: [] } as const;
    const keyPackage = await signKeyPackage(
      { ...unsigned, extensions: [], initKey: await newPublicKey() },
      seed,
      signature,
    );
    return Buffer.from(encodeKeyPackage(keyPackage)).toString('base64');
  };
  return Promise.all(Array.from({ length: count }, makeOne));
}

function rawPublicKey({ publicKey }: X509Certificate): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}
