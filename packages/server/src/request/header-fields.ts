import type { IncomingMessage } from 'node:http';

/**
 * How often a header field occurs in a request. Node keeps the first of several singleton fields and drops the others,
 * and a proxy may use another one than this server (RFC 9110 section 5.3).
 */
export function countField({ rawHeaders }: IncomingMessage, lowerCaseName: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) count += 1;
  }
  return count;
}

/** Whether the request announces content. Chunked content may still turn out to be empty. */
export function announcesContent({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
