import { check } from './id-cert-error.js';

/** The PEM labels (RFC 7468) of what this folder reads and writes. */
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY';

/** Writes PEM exactly as `openssl` does: lines of 64 characters, `\n`, a newline at the end. */
export function writePem(label: PemLabel, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/**
 * Reads a text that is one PEM block and nothing else; white space around it and any line length are fine.
 *
 * @returns the DER inside
 * @throws {IdCertError} `malformed` for anything more or less than that, also for Base64 that could be written otherwise
 */
export function readPem(label: PemLabel, text: string): Buffer {
  const block = new RegExp(
    `^-----BEGIN ${label}-----\\s([A-Za-z0-9+/=\\s]+)-----END ${label}-----$`,
  );
  const base64 = block.exec(text.trim())?.[1]?.replace(/\s+/g, '');
  check(base64 !== undefined, `must be exactly one PEM block "${label}" and nothing else`);
  const der = Buffer.from(base64, 'base64');
  check(der.toString('base64') === base64, 'the PEM block must be well-formed Base64');
  return der;
}
