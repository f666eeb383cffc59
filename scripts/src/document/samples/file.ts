/** The file that a sample reads its PEM from: the bare PEM, or the JSON string that holds it. */
export function fileOf(mediaType: string): string {
  return mediaType === 'application/json' ? 'id-cert.json' : 'id-cert.pem';
}
