import { type CalledOperation, isDeclaredError, json } from '../operation.js';
import { type RawAnswer, redirection } from '../request/transport.js';
import { Failure, failureOf } from './failure.js';
import { isObject, readShape } from './shape.js';

/** An answer that the contract declares; `Answer` has its exact type. */
export interface DeclaredAnswer {
  status: number;
  headers: Headers;
  body?: unknown;
  error?: unknown;
}

/**
 * Turns an answer into the form that `Answer` describes.
 *
 * @throws {Failure} where the contract does not declare the answer
 */
export function readAnswer(operation: CalledOperation, answer: RawAnswer): DeclaredAnswer {
  const { answers, aliases, accept } = operation;
  const { headers } = answer;
  const status = aliases[answer.status] ?? answer.status;
  const shape = answers[status];
  try {
    if (shape === undefined) return readError(operation, answer);
    if (!shape) return { status, headers };
    const body = readShape(shape, contentOf(answer, accept.split(', ')));
    const isEmpty = Array.isArray(body) && body.length === 0;
    return isEmpty && aliases.empty
      ? { status: aliases.empty, headers }
      : { status, headers, body };
  } catch (error) {
    throw failureOf(error, 'UNREADABLE', answer.status);
  }
}

function readError(operation: CalledOperation, answer: RawAnswer): DeclaredAnswer {
  const { status, headers, text } = answer;
  if (!isDeclaredError(operation, status)) {
    const seen = headers.has('location') ? redirection : `the server says ${JSON.stringify(text)}`;
    throw new Failure('UNDECLARED', `this status is not declared; ${seen}`);
  }
  const { error, message, details, serial_numbers } = errorOf(contentOf(answer, [json]));
  if (!isDeclaredError(operation, status, String(error))) {
    throw new Failure('UNDECLARED', `the error ${JSON.stringify(error)} is not declared`);
  }
  return {
    status,
    error,
    headers,
    ...(typeof message === 'string' && { message }),
    ...(Array.isArray(details) && { details: details.filter(isDetail) }),
    ...(Array.isArray(serial_numbers) && { serial_numbers }),
  };
}

/** R32: for missing key material the page core-home has a bare list of serial numbers in place of an error. */
function errorOf(content: unknown): Record<string, unknown> {
  if (!Array.isArray(content)) return isObject(content) ? content : {};
  return { error: 'P2CORE_KEY_MATERIAL_NOT_FOUND', serial_numbers: content };
}

function isDetail(value: unknown): boolean {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

/** The content: a value where it is JSON, else the text. */
function contentOf({ headers, text }: RawAnswer, mediaTypes: readonly string[]): unknown {
  const field = headers.get('content-type') ?? '';
  const mediaType = field.replace(/;.*/, '').trim().toLowerCase();
  if (!mediaTypes.includes(mediaType)) {
    throw new Failure('UNDECLARED', `the type "${mediaType}" is not declared`);
  }
  if (mediaType !== json) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('UNREADABLE', 'the content is not JSON');
  }
}
