import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { openssl } from '@p2core/testing/openssl';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEncryptedPrivateKey, EncryptedKeyError } from '../src/index.js';

const pair = generateKeyPairSync('ed25519').privateKey;
const plain = pair.export({ type: 'pkcs8', format: 'der' });
const encrypted = pair
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  .toString();
const [header = '', ...lines] = encrypted.trim().split('\n');
const footer = lines.pop() ?? '';
const base64 = lines.join('');
const der = Buffer.from(base64, 'base64');

function pem(octets: Uint8Array, label = 'ENCRYPTED PRIVATE KEY'): string {
  const content = Buffer.from(octets).toString('base64');
  return `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
}

/** One element of DER with content of less than 256 octets. */
function element(tag: number, ...content: Uint8Array[]): Buffer {
  const octets = Buffer.concat(content);
  const length = octets.length < 0x80 ? [octets.length] : [0x81, octets.length];
  return Buffer.concat([Buffer.from([tag, ...length]), octets]);
}
const algorithm = element(0x30, element(0x06, Buffer.of(0x2a, 3, 4)), element(0x05));

function reasonOf(text: string): string {
  try {
    checkEncryptedPrivateKey(text);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(EncryptedKeyError);
    return (error as EncryptedKeyError).reason;
  }
}

describe('an encrypted private key (R32)', () => {
  test.each([
    ['as node:crypto writes it', encrypted],
    ['with one line', `${header}\n${base64}\n${footer}\n`],
    ['with lines of 10', `${header}\n${base64.replace(/.{10}/g, '$&\n')}\n${footer}`],
    ['with CR LF and white space around', `\r\n ${encrypted.replaceAll('\n', '\r\n')}\r\n`],
    [
      'without parameters',
      pem(element(0x30, element(0x30, element(6, Buffer.of(42, 3))), element(4, Buffer.of(1)))),
    ],
    ['of an unknown algorithm', pem(element(0x30, algorithm, element(4, randomBytes(50))))],
  ])('%s is accepted', (_, text) => {
    expect(reasonOf(text)).toBe('accepted');
  });

  test.each([
    ['ed25519', 'ed25519', []],
    ['an RSA key', 'rsa', ['-pkeyopt', 'rsa_keygen_bits:2048']],
    ['a key on P-256', 'ec', ['-pkeyopt', 'ec_paramgen_curve:P-256']],
  ])('%s: accepted as openssl encrypts it, and refused unencrypted', (_, name, more) => {
    const key = openssl(['genpkey', '-algorithm', name, ...more]);
    for (const scheme of [['-v2', 'aes-256-cbc'], ['-scrypt']]) {
      const args = ['pkcs8', '-topk8', ...scheme, '-passout', 'pass:secret'];
      expect(reasonOf(openssl(args, key))).toBe('accepted');
    }
    const former = name === 'ed25519' ? key : openssl(['pkey', '-traditional'], key);
    for (const text of [key, former]) {
      expect(reasonOf(text)).toBe('plaintext');
      expect(reasonOf(`Here it is:\n${text}`)).toBe('plaintext');
      const label = /BEGIN (.*?)-----/.exec(text)?.[1] ?? '';
      expect(reasonOf(text.replaceAll(label, 'ENCRYPTED PRIVATE KEY'))).toBe('plaintext');
      expect(reasonOf(text.replaceAll(label, 'CERTIFICATE'))).toBe('plaintext');
    }
  });

  test.each([
    ['in place of the encrypted data', pem(element(0x30, algorithm, element(4, plain)))],
    [
      'in place of the encrypted data, padded',
      pem(element(0x30, algorithm, element(4, plain, Buffer.alloc(8, 8)))),
    ],
    [
      'of OpenSSH without a cipher',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAA==\n-----END OPENSSH PRIVATE KEY-----\n',
    ],
    ['after an encrypted one', encrypted + pem(plain, 'PRIVATE KEY')],
    ['without a PEM', plain.toString('base64')],
    ['without the last line of its PEM', pem(plain, 'PRIVATE KEY').slice(0, -10)],
  ])('a plain key %s is refused as plaintext', (_, text) => {
    expect(reasonOf(text)).toBe('plaintext');
  });

  test.each([
    ['nothing', ''],
    ['no PEM', 'a key'],
    ['Base64 alone', base64],
    ['another label', pem(der, 'CERTIFICATE')],
    ['the label of a plain key', pem(der, 'PRIVATE KEY')],
    ['the label of a plain key and nothing in it', pem(Buffer.of(), 'PRIVATE KEY')],
    ['a label in lower case', pem(der, 'encrypted private key')],
    ['labels that differ', pem(der).replace('END ENCRYPTED', 'END')],
    ['text in front', `Key: 1\n${encrypted}`],
    ['text behind', `${encrypted}.`],
    ['two', encrypted + encrypted],
    ['header fields', encrypted.replace(header, `${header}\nComment: mine\n`)],
    ['an empty block', pem(Buffer.alloc(0))],
    ['Base64 that is not canonical', `${header}\nAAF=\n${footer}\n`],
    ['Base64 without padding', pem(Buffer.of(4, 1, 0)).replaceAll('=', '')],
    ['another structure', pem(element(0x30, element(2, Buffer.of(1))))],
    ['octets behind', pem(Buffer.concat([der, Buffer.of(0)]))],
    [
      'a length that is not the shortest',
      pem(Buffer.concat([Buffer.of(0x30, 0x82, 0), der.subarray(2)])),
    ],
    ['no encrypted data', pem(element(0x30, algorithm, element(4)))],
    ['a third element', pem(element(0x30, algorithm, element(4, Buffer.of(1)), element(5)))],
    ['no algorithm', pem(element(0x30, element(0x30), element(4, Buffer.of(1))))],
    [
      'two parameters',
      pem(
        element(
          0x30,
          element(0x30, element(6, Buffer.of(42)), element(5), element(5)),
          element(4, Buffer.of(1)),
        ),
      ),
    ],
    [
      "OpenSSL's former encryption",
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
    ],
  ])('%s is malformed', (_, text) => {
    expect(reasonOf(text)).toBe('malformed');
  });

  test('any changed text is accepted or refused, and no error quotes it', () => {
    const octet = fc.record({
      at: fc.nat(encrypted.length - 1),
      by: fc.integer({ min: 32, max: 126 }),
    });
    fc.assert(
      fc.property(fc.array(octet, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = Buffer.from(encrypted);
        for (const { at, by } of changes) changed[at] = by;
        expect(['accepted', 'malformed', 'plaintext']).toContain(reasonOf(changed.toString()));
      }),
    );
    const secret = pem(plain, 'PRIVATE KEY');
    expect(() => checkEncryptedPrivateKey(secret)).toThrow(/^must be encrypted$/);
  });
});
