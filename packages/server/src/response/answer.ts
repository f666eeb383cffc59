import { createHash } from 'node:crypto';
import type { Error as ErrorBody } from '@p2core/types';
import type { ContractError } from '../contract-error.js';
import type { Operation } from '../operation.js';

/** A finished answer: all that goes out, before it does. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Absent where the answer has no content. */
  content?: { mediaType: string; octets: Buffer };
}

/** What a handler returns, with its literal types widened. */
export interface Result {
  status: number;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  onSent?: () => void | Promise<void>;
}

/** Finishes a handler's result: its media type, the headers that the contract gives a default, the `ETag`. */
export function finishResult(
  result: Result,
  operation: Operation,
  mediaType: string | undefined,
): Answer {
  const answer: Answer = {
    status: result.status,
    headers: { ...defaultHeaders(operation, result.status), ...definedOnly(result.headers ?? {}) },
  };
  if (result.body !== undefined) {
    answer.content = writeContent(mediaType ?? 'application/json', result.body);
    if (operation.responses[result.status]?.headers.ETag) {
      answer.headers.ETag = entityTag(answer.content.octets);
    }
  }
  return answer;
}

/** Finishes an error. Errors are JSON whatever `Accept` says, and nothing may keep them (R24). */
export function finishError(error: ContractError, operation: Operation | undefined): Answer {
  const value: ErrorBody = {
    errcode: error.status,
    error: error.code,
    message: error.message.slice(0, 1000),
    ...(error.details?.length && { details: error.details }),
  };
  return {
    status: error.status,
    headers: {
      'Cache-Control': 'no-store',
      ...(operation && defaultHeaders(operation, error.status)),
      ...error.headers,
    },
    content: writeContent('application/json', value),
  };
}

function defaultHeaders(operation: Operation, status: number): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, header] of Object.entries(operation.responses[status]?.headers ?? {})) {
    if (header.default !== null) headers[name] = header.default;
  }
  return headers;
}

function definedOnly(
  headers: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function writeContent(mediaType: string, value: unknown): NonNullable<Answer['content']> {
  const isText = typeof value === 'string' && mediaType !== 'application/json';
  const text = isText ? value : JSON.stringify(value);
  return { mediaType, octets: Buffer.from(text) };
}

function entityTag(octets: Buffer): string {
  return `"${createHash('sha256').update(octets).digest('base64url').slice(0, 27)}"`;
}
