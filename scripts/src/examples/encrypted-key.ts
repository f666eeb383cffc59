import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { algorithm, seq, tlv } from '../vectors/raw.js';
import { privateKey, seed } from './keys.js';

const oid = {
  pbes2: '2a864886f70d01050d',
  pbkdf2: '2a864886f70d01050c',
  hmacWithSha256: '2a864886f70d0209',
  aes256Cbc: '60864801650304012a',
};

const iterations = 600_000;

/** The passphrase of the examples' encrypted keys. */
const passphrase = 'correct horse battery staple';

/**
 * A private key of the cast as an EncryptedPrivateKeyInfo (RFC 5958), PEM: PBES2 with PBKDF2 and AES-256 (RFC 8018). Salt
 * and initialisation vector follow from the label, so that the octets are the same each time.
 */
export function encryptedKey(keyLabel: string): string {
  const salt = seed(`${keyLabel}, salt`).subarray(0, 16);
  const iv = seed(`${keyLabel}, initialisation vector`).subarray(0, 16);
  const key = pbkdf2Sync(passphrase, salt, iterations, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const plain = privateKey(keyLabel).export({ format: 'der', type: 'pkcs8' });
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  const derivation = seq(
    tlv(4, salt),
    tlv(2, iterations.toString(16).padStart(6, '0')),
    algorithm(oid.hmacWithSha256, '0500'),
  );
  const der = seq(
    algorithm(
      oid.pbes2,
      seq(algorithm(oid.pbkdf2, derivation), algorithm(oid.aes256Cbc, tlv(4, iv))),
    ),
    tlv(4, encrypted),
  );
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const label = 'ENCRYPTED PRIVATE KEY';
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
