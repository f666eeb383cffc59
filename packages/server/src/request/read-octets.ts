import type { IncomingMessage } from 'node:http';

/** Why content was not read to its end. */
export type Unread = 'too large' | 'incomplete';

/**
 * Reads the octets of a request's content, but no more than a limit; it leaves the others to the answer. `raw-body` would
 * add 6 % to the cost of a request, because it also takes streams and encodings of every kind.
 */
export function readOctets(request: IncomingMessage, limit: number): Promise<Buffer | Unread> {
  return new Promise((resolve) => {
    if (!request.readable) return resolve('incomplete');
    if (Number(request.headers['content-length']) > limit) return resolve('too large');
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= limit) return;
      chunks.length = 0;
      request.removeListener('data', take).pause();
      resolve('too large');
    };
    request.on('data', take);
    request.on('end', () => {
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    // Every end without 'end' has 'close'. An 'error' that nobody listens for would end the process: Node raises none then,
    // but requests of other makes do, such as those of light-my-request.
    const breakOff = () => resolve('incomplete');
    request.on('close', breakOff).on('error', breakOff);
  });
}
