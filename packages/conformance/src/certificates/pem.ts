import { demand } from './certificate-error.js';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isSpace = (text: string) => /^[\t-\r ]*$/.test(text);

/**
 * The octets of a text with one PEM block (RFC 7468) of this label. Text may come before it, none after it, and the block
 * has no empty line.
 */
export function readPem(label: string, text: string): Buffer {
  const rule = `must be exactly one PEM block "${label}", with nothing behind it`;
  const [inFront = '', block, ...more] = text.split('-----BEGIN ');
  demand(block !== undefined && more.length === 0, rule);
  const lastLine =
    inFront
      .replace(/^\uFEFF/, '')
      .split(/[\r\n]/)
      .at(-1) ?? '';
  const [body = '', behind = '', ...rest] = block.split(`-----END ${label}-----`);
  demand([lastLine, behind].every(isSpace) && rest.length === 0, rule);
  const first = `${label}-----`;
  const content = body.slice(first.length);
  demand(body.startsWith(first) && block !== body && /^[\t-\r ]/.test(content), rule);
  const [, ...further] = content
    .replace(/^[\t-\r ]+/, '-')
    .split('\n')
    .slice(0, -1);
  demand(!further.some(isSpace), rule);
  const digits = content.replace(/[\t-\r ]+/g, '');
  demand(/^[A-Za-z0-9+/=]+$/.test(digits), rule);
  const octets = Buffer.from(digits, 'base64');
  const isBase64 = base64.test(digits) && octets.toString('base64') === digits;
  demand(isBase64, 'the PEM block must be well-formed Base64');
  return octets;
}

/** A PEM block as `openssl` writes it: lines of 64 characters, line feeds, the last one included. */
export function writePem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `${[`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')}\n`;
}
