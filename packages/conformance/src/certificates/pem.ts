import { demand } from './certificate-error.js';

const block = /^\s*-----BEGIN ([A-Z ]+)-----\r?\n([^-]*?)\r?\n-----END \1-----\s*$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The octets in a text that is one PEM block (RFC 7468) of this label and nothing else. */
export function readPem(label: string, text: string): Buffer {
  const [, given, body = ''] = block.exec(text) ?? [];
  demand(given === label, `must be exactly one PEM block "${label}" and nothing else`);
  const digits = body.replace(/\r?\n/g, '');
  demand(digits !== '' && base64.test(digits), 'the PEM block must be well-formed Base64');
  return Buffer.from(digits, 'base64');
}

/** A PEM block as `openssl` writes it: lines of 64 characters, line feeds, the last one included. */
export function writePem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `${[`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')}\n`;
}
