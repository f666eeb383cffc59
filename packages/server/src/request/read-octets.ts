import { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';

/** Why content was not read to its end. */
export type Unread = 'too large' | 'incomplete';

const mountedTooLate =
  'the content was read already: mount the contract router before anything that parses bodies';

/**
 * Reads the octets of a request's content, but no more than a limit; it leaves the others to the answer. `raw-body` would
 * add 6 % to the cost of a request, because it also takes streams and encodings of every kind. Throws where something
 * else has begun to read them.
 */
export async function readOctets(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | Unread> {
  if (awaitsParsing(request)) await setImmediate();
  if (request.readableDidRead || request.readableEncoding !== null) throw new Error(mountedTooLate);
  if (!request.readable) return 'incomplete';
  const length = Number(request.headers['content-length']);
  if (length > limit) return 'too large';
  const isHere = request.readableLength === length && request.readableFlowing === null;
  return isHere ? request.read() : collect(request, limit);
}

/**
 * Whether Node has yet to parse content that has come: it hands a request over before. Where something else listens to the
 * content already, a wait would lose octets.
 */
function awaitsParsing(request: IncomingMessage): boolean {
  const { complete, readableFlowing } = request;
  return request instanceof IncomingMessage && !complete && readableFlowing === null;
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer | Unread> {
  return new Promise((resolve) => {
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
