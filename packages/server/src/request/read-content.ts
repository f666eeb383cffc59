import type { IncomingMessage } from 'node:http';
import contentType from 'content-type';
import getRawBody from 'raw-body';
import { badRequest, ContractError } from '../contract-error.js';
import type { Operation } from '../operation.js';

/** The content of a request, parsed, and the declared media type it was read as. */
export interface Content {
  mediaType: string;
  value: unknown;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request's content as the operation's declared media type (R4). Nothing is read before its type is known to be
 * declared, and never more than the contract's limit. Returns `undefined` where there is no content.
 */
export async function readContent(
  request: IncomingMessage,
  operation: Operation,
): Promise<Content | undefined> {
  if (!mayHaveContent(request)) return absent(operation);
  const mediaType = declaredMediaType(request, operation);
  const octets = await readOctets(request, operation);
  if (octets.length === 0) return absent(operation);
  if (mediaType === undefined) throw takesNoContent();
  const text = decode(octets);
  return { mediaType, value: mediaType === 'application/json' ? parseJson(text) : text };
}

function mayHaveContent({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function absent(operation: Operation): undefined {
  if (operation.requestBody?.required) throw badRequest('/body', 'is required');
  return undefined;
}

function takesNoContent(): ContractError {
  return unsupported('The operation takes no content.');
}

function unsupported(message: string): ContractError {
  return new ContractError('P2CORE_UNSUPPORTED_MEDIA_TYPE', { message });
}

function declaredMediaType({ headers }: IncomingMessage, operation: Operation): string | undefined {
  const { 'content-encoding': coding = 'identity', 'transfer-encoding': transfer = 'chunked' } =
    headers;
  if (coding.toLowerCase() !== 'identity' || transfer.toLowerCase() !== 'chunked') {
    throw unsupported('The content must not be compressed.');
  }
  const declared = operation.requestBody?.mediaTypes ?? [];
  const field = headers['content-type'];
  if (field === undefined) return declared[0];
  if (declared.length === 0) throw takesNoContent();
  const expected = `The operation takes ${declared.join(', ')}`;
  const { type, charset } = parseMediaType(field, expected);
  if (!declared.includes(type)) throw unsupported(`${expected}.`);
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw unsupported(`${expected}, in UTF-8.`);
  }
  return type;
}

function parseMediaType(field: string, expected: string): { type: string; charset?: string } {
  try {
    const { type, parameters } = contentType.parse(field);
    return { type, ...(parameters.charset !== undefined && { charset: parameters.charset }) };
  } catch {
    throw unsupported(`${expected}; the Content-Type that was sent is not well-formed.`);
  }
}

async function readOctets(request: IncomingMessage, operation: Operation): Promise<Buffer> {
  const limit = operation.requestBody?.maxContentLength ?? 0;
  try {
    return await getRawBody(request, { limit, length: request.headers['content-length'] ?? null });
  } catch (error) {
    if ((error as getRawBody.RawBodyError).type !== 'entity.too.large') {
      throw badRequest('/body', 'did not arrive completely');
    }
    if (operation.requestBody === null) throw takesNoContent();
    throw new ContractError('P2CORE_CONTENT_TOO_LARGE', {
      message: `The operation takes at most ${limit} octets.`,
    });
  }
}

function decode(octets: Buffer): string {
  try {
    return utf8.decode(octets);
  } catch {
    throw badRequest('/body', 'is not UTF-8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('/body', 'is not JSON');
  }
}
