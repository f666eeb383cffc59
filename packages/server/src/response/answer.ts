import { hash } from 'node:crypto';
import { type Error as ErrorBody, type ErrorCode, errorCodes, schemas } from '@p2core/types';
import { ContractError, type ContractErrorOptions } from '../contract-error.js';
import { allowByPath, type Operation } from '../operation.js';
import { AnswerFault } from './answer-fault.js';

/** A finished answer: all that goes out, before it does. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Absent where the answer has no content. */
  content?: { mediaType: string; text: string };
}

/** What a handler returns where it does not name an error, with its literal types widened. */
export interface PlainResult {
  status: number;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  onSent?: () => void | Promise<void>;
}

/** What a handler returns to name an error of the registry. */
export type ErrorResult = { error: ErrorCode } & Omit<ContractErrorOptions, 'cause'>;

/** Finishes a handler's result: its media type, the headers that the contract gives a default, the `ETag`. */
export function finishResult(
  result: PlainResult | ErrorResult,
  operation: Operation,
  mediaType: string | undefined,
): Answer {
  try {
    return finish(result, operation, mediaType);
  } catch (error) {
    if (error instanceof AnswerFault) throw error;
    throw new AnswerFault('', `cannot be read: ${error}`, error);
  }
}

function finish(
  result: PlainResult | ErrorResult,
  operation: Operation,
  mediaType: string | undefined,
): Answer {
  if (typeof result !== 'object' || result === null) {
    throw new AnswerFault('', `the handler returned ${result === null ? 'null' : typeof result}`);
  }
  if ('error' in result) return finishError(asError(result), operation);
  const answer: Answer = {
    status: result.status,
    headers: withDefaults(operation, result.status, result.headers),
  };
  if (result.body !== undefined) {
    answer.content = writeContent(mediaType ?? 'application/json', result.body);
    if (operation.responses[result.status]?.headers.ETag) {
      answer.headers.ETag = entityTag(answer.content);
    }
  }
  return answer;
}

function asError(result: ErrorResult): ContractError {
  for (const name of ['status', 'body', 'onSent']) {
    if (name in result) throw new AnswerFault('', `the handler returned a ${name} and an error`);
  }
  if (!Object.hasOwn(errorCodes, result.error)) {
    throw new AnswerFault('/body/error', `${String(result.error)} is no code of the registry`);
  }
  return new ContractError(result.error, result);
}

const { message: messageSchema, details: detailsSchema } = schemas.Error.properties;

/** Finishes an error. Errors are JSON whatever `Accept` says, and nothing may keep them (R24). */
export function finishError(error: ContractError, operation: Operation | undefined): Answer {
  const value: ErrorBody = {
    errcode: error.status,
    error: error.code,
    message: error.message.slice(0, messageSchema.maxLength),
    ...(error.details?.length && { details: error.details.slice(0, detailsSchema.maxItems) }),
  };
  return {
    status: error.status,
    headers: {
      'Cache-Control': 'no-store',
      ...(operation ? withDefaults(operation, error.status, error.headers) : error.headers),
    } as Record<string, string>,
    content: writeContent('application/json', value),
  };
}

/** The same answer for a client that has it already: what the contract declares for 304, and no content. */
export function notModified({ headers }: Answer, operation: Operation): Answer {
  const declared = operation.responses[304]?.headers ?? {};
  const kept = Object.entries(headers).filter(([name]) => Object.hasOwn(declared, name));
  return { status: 304, headers: Object.fromEntries(kept) };
}

/** The headers of an answer, with those that the contract gives a default, and `Allow` where it is declared. */
function withDefaults(
  operation: Operation,
  status: number,
  given: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const headers: Record<string, string> = {};
  const declared = operation.responses[status]?.headers;
  for (const name in declared) {
    const value = name === 'Allow' ? allowByPath.get(operation.path) : declared[name]?.default;
    if (typeof value === 'string') headers[name] = value;
  }
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

function writeContent(mediaType: string, value: unknown): NonNullable<Answer['content']> {
  const isText = typeof value === 'string' && mediaType !== 'application/json';
  return { mediaType, text: isText ? value : writeJson(value) };
}

function writeJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new AnswerFault('/body', `cannot be written as JSON: ${(error as Error).message}`, error);
  }
  if (text === undefined) throw new AnswerFault('/body', `a ${typeof value} is not JSON`);
  return text;
}

/** Two media types are two representations, also where their text is the same (RFC 9110 section 8.8.1). */
function entityTag({ mediaType, text }: NonNullable<Answer['content']>): string {
  const digest = hash('sha256', `${mediaType}\n${text}`, 'base64url');
  return `"${digest.slice(0, 27)}"`;
}
