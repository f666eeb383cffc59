import type { IncomingMessage } from 'node:http';
import type { ErrorDetail, Operation } from '@p2core/types';
import contentType from 'content-type';
import { badRequest, ContractError } from '../contract-error.js';
import { countField } from './header-fields.js';
import { readOctets, type Unread } from './read-octets.js';

/** The parsed content of a request, and the media type that it was read as. */
export interface Content {
  mediaType: string;
  value: unknown;
}

/** It keeps a byte order mark: who reads a PEM takes one of them, and refuses two. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the content that a request announces as one of the operation's media types (R4), up to the contract's limit.
 * Content of another type is not read; without content, `Content-Type` is ignored. Returns `undefined` where there is no
 * readable content, and adds to `details` if that is a fault.
 */
export async function readContent(
  request: IncomingMessage,
  operation: Operation,
  details: ErrorDetail[],
): Promise<Content | undefined> {
  const mediaType = declaredMediaType(request, operation);
  const limit = typeof mediaType === 'string' ? (operation.requestBody?.maxContentLength ?? 0) : 0;
  const octets = await readOctets(request, limit);
  if (typeof octets === 'string') throw faultOf(octets, mediaType, limit);
  return octets.length > 0 && typeof mediaType === 'string'
    ? parseContent(octets, mediaType, operation, details)
    : noContent(operation, details);
}

/** Adds to `details` if an operation demands content. */
export function noContent({ requestBody }: Operation, details: ErrorDetail[]): undefined {
  if (requestBody?.required) details.push({ path: '/body', message: 'is required' });
}

function faultOf(unread: Unread, mediaType: string | ContractError, limit: number): ContractError {
  if (unread === 'incomplete') {
    return badRequest({ path: '/body', message: 'did not arrive completely' });
  }
  if (typeof mediaType !== 'string') return mediaType;
  return new ContractError('P2CORE_CONTENT_TOO_LARGE', {
    message: `The operation takes at most ${limit} octets.`,
  });
}

const json = 'application/json';

/**
 * R6: a PEM may come bare or as a JSON string, which begins with a quotation mark. The first character decides, not the
 * media type.
 */
function readAs(text: string, mediaType: string, { requestBody }: Operation): string {
  const declared = requestBody?.mediaTypes ?? [];
  const textType = declared.find((type) => type !== json);
  if (textType === undefined || !declared.includes(json)) return mediaType;
  if (/^\uFEFF?[ \t\r\n]*"/.test(text)) return json;
  return mediaType === json ? textType : mediaType;
}

function parseContent(
  octets: Buffer,
  sentAs: string,
  operation: Operation,
  details: ErrorDetail[],
): Content | undefined {
  try {
    const text = utf8.decode(octets);
    const mediaType = readAs(text, sentAs, operation);
    return {
      mediaType,
      value: mediaType === json ? JSON.parse(text.replace(/^\uFEFF/, '')) : text,
    };
  } catch (error) {
    const message = error instanceof SyntaxError ? 'is not JSON' : 'is not UTF-8';
    details.push({ path: '/body', message });
    return undefined;
  }
}

function unsupported(message: string): ContractError {
  return new ContractError('P2CORE_UNSUPPORTED_MEDIA_TYPE', { message });
}

/** The declared media type to read the content as, or the error for content that cannot be read. */
function declaredMediaType(
  request: IncomingMessage,
  { requestBody }: Operation,
): string | ContractError {
  const declared = requestBody?.mediaTypes ?? [];
  const [defaultType] = declared;
  if (defaultType === undefined) return unsupported('The operation takes no content.');
  if (isEncoded(request)) return unsupported('The content must not be compressed.');
  const field = request.headers['content-type'];
  if (field === undefined) return defaultType;
  const isSingle = countField(request, 'content-type') === 1;
  if (isSingle && declared.includes(field)) return field;
  const expected = `The operation takes ${declared.join(', ')}`;
  const given = isSingle ? parseMediaType(field) : undefined;
  if (given === undefined) {
    return unsupported(`${expected}; the Content-Type that was sent is not well-formed.`);
  }
  if (!declared.includes(given.type)) return unsupported(`${expected}.`);
  if (!charsets.includes(given.charset.toLowerCase())) return unsupported(`${expected}, in UTF-8.`);
  return given.type;
}

function isEncoded({ headers }: IncomingMessage): boolean {
  const { 'content-encoding': codings, 'transfer-encoding': transfer = 'chunked' } = headers;
  return transfer.toLowerCase() !== 'chunked' || !(codings === undefined || identity.test(codings));
}

/** A list without another coding; its elements may be empty (RFC 9110 section 5.6.1). */
const identity = /^[ \t,]*(?:identity[ \t,]*)?$/i;

/** US-ASCII is UTF-8 without the octets above 0x7f (R4). */
const charsets = ['utf-8', 'us-ascii'];

/**
 * A quoted string, or a parameter that is none (RFC 9110 section 5.6.6). A string that is open takes the rest: to begin
 * again at each of its quotation marks would take quadratic time.
 */
const quotedOrEmpty = /("(?:[^"\\]|\\.)*"?)|;[ \t]*(?=;|$)/g;

function parseMediaType(field: string): { type: string; charset: string } | undefined {
  try {
    const { type, parameters } = contentType.parse(field.replace(quotedOrEmpty, '$1'));
    return { type, charset: parameters.charset ?? 'utf-8' };
  } catch {
    return undefined;
  }
}
