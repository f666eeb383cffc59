import type { X509Certificate } from 'node:crypto';
import { getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';
import { encodeKeyPackage, signKeyPackage } from 'ts-mls/keyPackage.js';
import { signLeafNodeKeyPackage } from 'ts-mls/leafNode.js';
import { now } from './cast.js';
import { seed } from './keys.js';

const CIPHER_SUITE = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
const HOUR = 60 * 60;
const FOUR_WEEKS = 28 * 24 * HOUR;

/**
 * The Base64 of a KeyPackage (RFC 9420 section 10) of the session that holds the ID-Cert: MLS 1.0, cipher suite
 * 0x0001, signed with the session's identity key. The HPKE keys are derived from the same label, so that the octets
 * are the same each time.
 */
export async function makeKeyPackage(idCert: X509Certificate, keyLabel: string): Promise<string> {
  const { hpke, signature } = await getCiphersuiteImpl(getCiphersuiteFromName(CIPHER_SUITE));
  const hpkePublicKey = async (purpose: string) => {
    const { publicKey } = await hpke.deriveKeyPair(seed(`${keyLabel}, ${purpose}`));
    return hpke.exportPublicKey(publicKey);
  };
  const identityKey = seed(keyLabel);
  const leafNode = await signLeafNodeKeyPackage(
    {
      leafNodeSource: 'key_package',
      hpkePublicKey: await hpkePublicKey('MLS encryption key'),
      signaturePublicKey: rawPublicKey(idCert),
      credential: { credentialType: 'x509', certificates: [idCert.raw] },
      capabilities: {
        versions: ['mls10'],
        ciphersuites: [CIPHER_SUITE],
        extensions: [],
        proposals: [],
        credentials: ['x509'],
      },
      lifetime: { notBefore: BigInt(now - HOUR), notAfter: BigInt(now + FOUR_WEEKS) },
      extensions: [],
    },
    identityKey,
    signature,
  );
  const keyPackage = await signKeyPackage(
    {
      version: 'mls10',
      cipherSuite: CIPHER_SUITE,
      initKey: await hpkePublicKey('MLS init key'),
      leafNode,
      extensions: [],
    },
    identityKey,
    signature,
  );
  return Buffer.from(encodeKeyPackage(keyPackage)).toString('base64');
}

function rawPublicKey(idCert: X509Certificate): Buffer {
  return Buffer.from(idCert.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}
