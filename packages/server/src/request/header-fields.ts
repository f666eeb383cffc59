import type { IncomingMessage } from 'node:http';

/**
 * How often a header field stands in a request. Of a field that has one value Node keeps the first and drops the
 * others, but two readers, such as a proxy and this server, could each go by another one (RFC 9110 section 5.3).
 */
export function countField({ rawHeaders }: IncomingMessage, lowerCaseName: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) count += 1;
  }
  return count;
}

/** Whether content comes with the request; of chunked content that is open until it has come. */
export function announcesContent({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
