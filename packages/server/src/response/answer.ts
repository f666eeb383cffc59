import { hash } from 'node:crypto';
import {
  type ErrorCode,
  errorCodes,
  type Operation,
  type ProtocolError,
  schemas,
} from '@p2core/types';
import { ContractError, type ContractErrorOptions } from '../contract-error.js';
import { AnswerFault } from './answer-fault.js';
import { declaredResponse } from './declared.js';

/** An answer before it is written. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Absent where the answer has no content. */
  content?: { mediaType: string; value: unknown };
}

/** An answer with its content as it is sent. */
export interface WrittenAnswer {
  status: number;
  headers: Record<string, string>;
  content?: { mediaType: string; text: string };
}

/** A handler's result without an error, with its literal types widened. */
export interface AnyPlainResult {
  status: number;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  onSent?: () => void | Promise<void>;
}

/** A handler's result that names an error of the registry. */
export type AnyErrorResult = { error: ErrorCode } & Omit<ContractErrorOptions, 'cause'>;

/** A handler's result, each member read once. */
interface ReadResult {
  answer: Answer;
  onSent?: (() => void | Promise<void>) | undefined;
}

/** The properties of a request that its answer depends on. */
export interface AskedFor {
  mediaType: string | undefined;
  /** Whether it looks up a past time (R23). */
  isOfThePast: boolean;
}

/** Reads a handler's result: its content, and its header fields together with the contract's defaults. */
export function readResult(
  result: AnyPlainResult | AnyErrorResult,
  operation: Operation,
  asked: AskedFor,
): ReadResult {
  try {
    if (typeof result !== 'object' || result === null) {
      throw new AnswerFault('', `the handler returned ${result === null ? 'null' : typeof result}`);
    }
    if ('error' in result) return { answer: errorAnswer(asError(result), operation) };
    return readPlain(result, operation, asked);
  } catch (error) {
    if (error instanceof AnswerFault) throw error;
    throw new AnswerFault('', `cannot be read: ${error}`, error);
  }
}

function readPlain(
  { status, headers, body, onSent }: AnyPlainResult,
  operation: Operation,
  { mediaType = 'application/json', isOfThePast }: AskedFor,
): ReadResult {
  const declared = declaredResponse(operation, status);
  const defaults = isOfThePast ? declared?.defaultsForThePast : declared?.defaults;
  const answer: Answer = { status, headers: withDefaults(defaults, headers) };
  if (body !== undefined) answer.content = { mediaType, value: body };
  return { answer, onSent };
}

function asError(result: AnyErrorResult): ContractError {
  for (const name of ['status', 'body', 'onSent']) {
    if (name in result) throw new AnswerFault('', `the handler returned a ${name} and an error`);
  }
  const { error: code, ...options } = result;
  if (!Object.hasOwn(errorCodes, code)) {
    throw new AnswerFault('/body/error', `${String(code)} is no code of the registry`);
  }
  return new ContractError(code, options);
}

const { message: messageSchema, details: detailsSchema } = schemas.ProtocolError.properties;

/** Makes the answer for an error. Errors are JSON whatever `Accept` says, and must not be stored (R24). */
export function errorAnswer(error: ContractError, operation: Operation | undefined): Answer {
  const { status, code, message, details, serial_numbers, headers } = error;
  const declared = operation && declaredResponse(operation, status);
  const value: ProtocolError = {
    errcode: status,
    error: code,
    message: message.slice(0, messageSchema.maxLength),
    ...(details?.length && { details: details.slice(0, detailsSchema.maxItems) }),
    ...(serial_numbers?.length && { serial_numbers: [...serial_numbers] }),
  };
  return {
    status,
    headers: withDefaults({ 'Cache-Control': 'no-store', ...declared?.defaults }, headers),
    content: { mediaType: 'application/json', value },
  };
}

/** An error, written. */
export function finishError(error: ContractError, operation: Operation | undefined): WrittenAnswer {
  return writeContent(errorAnswer(error, operation));
}

/**
 * The 304 in place of an answer that the client has already: the header fields that the contract declares for it, and
 * no content.
 */
export function notModified({ headers }: WrittenAnswer, operation: Operation): WrittenAnswer {
  const declared = declaredResponse(operation, 304)?.headers ?? {};
  const kept = Object.entries(headers).filter(([name]) => Object.hasOwn(declared, name));
  return { status: 304, headers: Object.fromEntries(kept) };
}

function withDefaults(
  defaults: Readonly<Record<string, string>> | undefined,
  given: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const headers = { ...defaults };
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

/** Writes the content: a text as it is, anything else as JSON. */
export function writeContent({ status, headers, content }: Answer): WrittenAnswer {
  if (content === undefined) return { status, headers };
  const { mediaType, value } = content;
  const isText = typeof value === 'string' && mediaType !== 'application/json';
  return { status, headers, content: { mediaType, text: isText ? value : writeJson(value) } };
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

/** Two media types are two representations, even with the same text (RFC 9110 section 8.8.1). */
export function entityTag({ mediaType, text }: NonNullable<WrittenAnswer['content']>): string {
  const digest = hash('sha256', `${mediaType}\n${text}`, 'base64url');
  return `"${digest.slice(0, 27)}"`;
}
