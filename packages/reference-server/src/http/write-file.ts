import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { SendResult } from '@fastify/send';

/**
 * Answers with what `@fastify/send` has found.
 *
 * @param ownHeaders take the place of those that it gives
 * @throws what it found is an error, or the file cannot be opened; then nothing is answered yet
 */
export async function writeFile(
  response: ServerResponse,
  found: SendResult,
  ownHeaders: Readonly<Record<string, string>>,
): Promise<void> {
  const { statusCode, headers, stream } = found;
  if (found.type === 'error') throw found.metadata.error;
  if (stream instanceof ReadStream) await once(stream, 'open');
  response.statusCode = statusCode;
  response.setHeaders(new Map(Object.entries({ ...headers, ...ownHeaders })));
  await pipeline(stream, response);
}
