import { getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';
import {
  encodeKeyPackage,
  generateKeyPackageWithKey,
  type KeyPackage,
  type PrivateKeyPackage,
} from 'ts-mls/keyPackage.js';
import { base64In, toBase64 } from '../identity/base64.js';
import type { MakeKeyPackages } from '../identity/publish-key-packages.js';

/** The cipher suite that every implementation of MLS has (RFC 9420 section 17.1). */
const cipherSuite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

const fourWeeks = 28 * 24 * 60 * 60;
const oneHour = 60 * 60;

/** A KeyPackage with the private keys that a client needs to join a group by it. */
export interface KeptKeyPackage {
  readonly publicPackage: KeyPackage;
  /** The private keys without the identity key, which stays in WebCrypto. */
  readonly privatePackage: Omit<PrivateKeyPackage, 'signaturePrivateKey'>;
}

/**
 * Makes the `make` of `publishKeyPackages` with `ts-mls`: KeyPackages that carry the session's ID-Cert and are signed by its
 * identity key, which need not be extractable. Only Ed25519 keys sign them.
 *
 * @param options.keep keeps the private keys, before anything is published
 * @param options.lifetime how many seconds the KeyPackages are valid; four weeks by default
 * @example
 * const make = mlsKeyPackages({ keep: async (made) => kept.push(...made) });
 */
export function mlsKeyPackages({
  keep,
  lifetime = fourWeeks,
}: {
  readonly keep: (made: readonly KeptKeyPackage[]) => Promise<unknown>;
  readonly lifetime?: number;
}): MakeKeyPackages {
  return async ({ idCert, keys }, count) => {
    if (keys.privateKey.algorithm.name !== 'Ed25519') {
      throw new TypeError('KeyPackages are made with Ed25519 keys only');
    }
    const implementation = await getCiphersuiteImpl(getCiphersuiteFromName(cipherSuite));
    const signature = { ...implementation.signature, sign: signerOf(keys.privateKey) };
    const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
    const now = Math.floor(Date.now() / 1000);
    const makeOne = async (): Promise<KeptKeyPackage> => {
      const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
        { credentialType: 'x509', certificates: [derOf(idCert)] },
        capabilities,
        { notBefore: BigInt(now - oneHour), notAfter: BigInt(now + lifetime) },
        [],
        { signKey: new Uint8Array(), publicKey },
        { ...implementation, signature },
      );
      const { signaturePrivateKey: _, ...others } = privatePackage;
      return { publicPackage, privatePackage: others };
    };
    const made = await Promise.all(Array.from({ length: count }, makeOne));
    await keep(made);
    return made.map(({ publicPackage }) => toBase64(encodeKeyPackage(publicPackage)));
  };
}

const capabilities: KeyPackage['leafNode']['capabilities'] = {
  versions: ['mls10'],
  ciphersuites: [cipherSuite],
  extensions: [],
  proposals: [],
  credentials: ['x509'],
};

/** Signs with a key of WebCrypto, and ignores the octets that `ts-mls` gives as the key. */
function signerOf(privateKey: CryptoKey) {
  return async (_key: Uint8Array, message: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(message)));
}

function derOf(pem: string): Uint8Array {
  return Uint8Array.from(atob(base64In(pem)), (character) => character.charCodeAt(0));
}
