import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Encrypts a secret for storage with AES-256-GCM. The first octet is the version of the layout. Version 1:
 * initialisation vector (12 octets), tag (16 octets), ciphertext.
 *
 * @param key 32 octets, from `readSealingKey`
 * @throws {RangeError} where the key has another length
 */
export function seal(plaintext: Uint8Array, key: Uint8Array): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(version);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([version, iv, cipher.getAuthTag(), ciphertext]);
}

/**
 * Decrypts the result of `seal`.
 *
 * @throws {UnsealError} where `sealed` is of another version, was changed, or was sealed with another key
 * @throws {RangeError} where the key does not have 32 octets
 */
export function open(sealed: Uint8Array, key: Uint8Array): Buffer {
  if (sealed[0] !== version[0] || sealed.length < headLength) {
    throw new UnsealError('not a sealed secret of version 1');
  }
  const iv = sealed.subarray(version.length, version.length + ivLength);
  const tag = sealed.subarray(version.length + ivLength, headLength);
  const decipher = createDecipheriv(algorithm, key, iv).setAAD(version).setAuthTag(tag);
  const start = decipher.update(sealed.subarray(headLength));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch (error) {
    throw new UnsealError(
      'cannot open a sealed secret: it was sealed with another key, or changed since',
      { cause: error },
    );
  }
}

/** A sealed secret cannot be decrypted. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

const algorithm = 'aes-256-gcm';
const version = Buffer.of(1);
const ivLength = 12;
const tagLength = 16;
const headLength = version.length + ivLength + tagLength;
