import { type Element, readDer, readFirstDer } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { EncryptedKeyError, IdCertError, strict } from '../errors.js';
import { fromBase64, toBase64 } from '../pem.js';
import { Fields } from './fields.js';

const rule = 'must be exactly one EncryptedPrivateKeyInfo (RFC 5958) in DER';

/**
 * Checks that a text is one PEM block `ENCRYPTED PRIVATE KEY`, with lines of any length and nothing but white space
 * around it, and that its DER is an EncryptedPrivateKeyInfo (R32). The error's message does not quote the content.
 *
 * @throws {EncryptedKeyError} `plaintext` where there is an unencrypted private key under any label; else `malformed`
 * @example
 * checkEncryptedPrivateKey('-----BEGIN ENCRYPTED PRIVATE KEY-----\n…');
 */
export function checkEncryptedPrivateKey(pem: string): void {
  demandEncrypted(!contentsOf(pem).some(isPlainContent));
  const [, content = ''] = wholeBlock.exec(pem) ?? [];
  const base64 = withoutSpace(content);
  const der = fromBase64(base64);
  if (der === undefined || toBase64(der) !== base64) {
    throw new EncryptedKeyError(
      'malformed',
      'must be exactly one PEM block "ENCRYPTED PRIVATE KEY", in well-formed Base64',
    );
  }
  demandEncrypted(!isPlainKey(readEncryptedData(der)));
}

function demandEncrypted(isEncrypted: boolean): void {
  if (!isEncrypted) throw new EncryptedKeyError('plaintext', 'must be encrypted');
}

const wholeBlock =
  /^\s*-----BEGIN ENCRYPTED PRIVATE KEY-----\s([A-Za-z0-9+/=\s]*)-----END ENCRYPTED PRIVATE KEY-----\s*$/;
const anyBlock = /-----BEGIN [^-]{1,64}-----([A-Za-z0-9+/=\s]*)/g;

/** The beginning of the Base64 of an OpenSSH key with the cipher `none`. */
const plainOpenSsh = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbm';

/** Texts that may be the Base64 of a key: the content of each PEM block, with any label, and the whole text. */
function contentsOf(text: string): string[] {
  const blocks = Array.from(text.matchAll(anyBlock), ([, content = '']) => content);
  return [...blocks, text].map(withoutSpace);
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

function isPlainContent(base64: string): boolean {
  if (base64.startsWith(plainOpenSsh)) return true;
  const der = fromBase64(base64);
  return der !== undefined && isPlainKey(der);
}

/** @returns the octets of `encryptedData` */
function readEncryptedData(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  try {
    const info = new Fields(readDer(der, rule), rule);
    const [algorithm, ...parameters] = info.take(tags.sequence).children;
    const encrypted = info.take(tags.octetString).content;
    info.end();
    const isIdentifier = algorithm?.tag === tags.objectIdentifier && parameters.length <= 1;
    strict(isIdentifier, rule, 'it names no algorithm');
    strict(encrypted.length > 0, rule, 'it is empty');
    return encrypted;
  } catch (cause) {
    if (!(cause instanceof IdCertError)) throw cause;
    throw new EncryptedKeyError('malformed', cause.message);
  }
}

/**
 * Whether octets are a private key in the clear: a PrivateKeyInfo or OneAsymmetricKey (RFC 5958), an RSAPrivateKey (RFC
 * 8017), an ECPrivateKey (RFC 5915), or a DSA key of OpenSSL. Each is a SEQUENCE that begins with its version.
 */
function isPlainKey(octets: Uint8Array<ArrayBuffer>): boolean {
  const [version, second, third] = childrenOf(octets);
  if (version?.tag !== tags.integer || version.content.length !== 1) return false;
  switch (second?.tag) {
    case tags.sequence:
      return third?.tag === tags.octetString;
    case tags.integer:
      return third?.tag === tags.integer;
    default:
      return second?.tag === tags.octetString;
  }
}

/** The elements of the SEQUENCE at the beginning of the octets; the rest is ignored. */
function childrenOf(octets: Uint8Array<ArrayBuffer>): readonly Element[] {
  try {
    return readFirstDer(octets, rule).children;
  } catch {
    return [];
  }
}
