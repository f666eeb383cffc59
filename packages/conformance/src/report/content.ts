import { isUtf8 } from 'node:buffer';

/** Octets in a report: text where they are UTF-8, else Base64. */
type Content = { text: string } | { base64: string };

/** Writes octets without loss. */
export function contentOf(octets: Buffer): Content {
  return isUtf8(octets) ? { text: octets.toString() } : { base64: octets.toString('base64') };
}
