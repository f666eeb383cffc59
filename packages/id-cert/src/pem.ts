import { demand } from './errors.js';

/** The PEM labels (RFC 7468) that this package reads and writes. */
type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'NEW CERTIFICATE REQUEST' | 'PUBLIC KEY';

/** The largest certificate or request that is read, in octets of DER. */
export const mostOctets = 8192;

const lineLength = 64;

/** Writes PEM exactly as `openssl` does: lines of 64 characters, each with a line feed. */
export function writePem(label: PemLabel, der: Uint8Array): string {
  const base64 = toBase64(der);
  let lines = '';
  for (let at = 0; at < base64.length; at += lineLength) {
    lines += `${base64.slice(at, at + lineLength)}\n`;
  }
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

/**
 * Reads a text with one PEM block of one of these labels and nothing after it. Text before the block, CR LF, white
 * space of ASCII around it and lines of any length are accepted (RFC 7468 section 3); empty lines in it are not.
 *
 * @returns the block's DER
 * @throws {IdCertError} `malformed` for any other text, and for Base64 that is not canonical
 */
export function readPem(text: string, ...labels: readonly PemLabel[]): Uint8Array<ArrayBuffer> {
  const content = contentOfBlock(text, labels);
  const rule = `must be exactly one PEM block "${labels[0]}", with nothing behind it`;
  demand(content !== undefined && /^[A-Za-z0-9+/=\t-\r ]+$/.test(content), rule);
  const base64 = content.replace(/[\t-\r ]+/g, '');
  demand(base64 !== '', rule);
  const limit = `must have at most ${mostOctets} octets`;
  demand(base64.length <= Math.ceil(mostOctets / 3) * 4, limit);
  const der = fromBase64(base64);
  demand(der !== undefined && toBase64(der) === base64, 'the PEM block must be well-formed Base64');
  demand(der.length <= mostOctets, limit);
  return der;
}

const beginning = '-----BEGIN ';

/**
 * The Base64 between the first and the last line of the only block; `undefined` where there is none, or more than one.
 */
function contentOfBlock(text: string, labels: readonly PemLabel[]): string | undefined {
  const start = text.indexOf(beginning);
  const label = labels.find((each) => text.startsWith(`${beginning}${each}-----`, start));
  if (label === undefined || text.includes(beginning, start + 1)) return undefined;
  const inFront = text.slice(0, start);
  const lineStart = Math.max(inFront.lastIndexOf('\n'), inFront.lastIndexOf('\r')) + 1;
  const contentStart = start + `${beginning}${label}-----`.length;
  const last = `-----END ${label}-----`;
  const end = text.indexOf(last, contentStart);
  if (end === -1 || !mayStandBefore(inFront.slice(lineStart), lineStart)) return undefined;
  const content = text.slice(contentStart, end);
  const isOnItsOwnLines = /^[\t-\r ]/.test(content) && !hasEmptyLine(content);
  return isOnItsOwnLines && /^[\t-\r ]*$/.test(text.slice(end + last.length)) ? content : undefined;
}

/** White space of ASCII may stand before the block on its line, and a byte order mark at the start of the text. */
function mayStandBefore(text: string, position: number): boolean {
  return (position === 0 ? /^\uFEFF?[\t-\r ]*$/ : /^[\t-\r ]*$/).test(text);
}

/** Whether a line after the first one of Base64 is empty: other readers take what is above it for header fields. */
function hasEmptyLine(content: string): boolean {
  const lines = content.replace(/^[\t-\r ]+/, '').split('\n');
  return lines.slice(0, -1).some((line) => /^[\t-\r ]*$/.test(line));
}

/** Writes standard Base64, padded. */
export function toBase64(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets));
}

/** Reads Base64; `undefined` where the text is none. It may be padded wrongly, or not at all. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const characters = atob(base64);
    const octets = new Uint8Array(characters.length);
    for (let at = 0; at < octets.length; at++) octets[at] = characters.charCodeAt(at);
    return octets;
  } catch {
    return undefined;
  }
}
