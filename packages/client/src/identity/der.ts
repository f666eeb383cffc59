import { normalizePem } from '../pem.js';
import { demand } from './id-cert-error.js';

/**
 * The octets in a text that is one PEM block and nothing else.
 *
 * @throws {IdCertError} for any other text
 */
export function readPem(label: string, text: string): Uint8Array<ArrayBuffer> {
  const pem = normalizePem(label, text);
  demand(pem !== undefined, `it must be one PEM block "${label}" and nothing else`);
  const base64 = pem.replace(/-----.*-----/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Writes octets as PEM, as `openssl` does. */
export function writePem(label: string, der: BufferSource): string {
  const octets = toOctets(der);
  const base64 = btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
  return normalizePem(
    label,
    `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`,
  ) as string;
}

/** Octets in lower-case hex. */
export function toHex(der: BufferSource): string {
  return Array.from(toOctets(der), (octet) => octet.toString(16).padStart(2, '0')).join('');
}

function toOctets(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
