/** Writes standard Base64, padded. */
export function toBase64(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets));
}

/** The Base64 in a PEM block, in one line. */
export function base64In(pem: string): string {
  return pem.replace(/-----.*?-----|\s/g, '');
}
