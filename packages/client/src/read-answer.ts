import { Failure, failureOf } from './failure.js';
import { isObject, readShape, type Shape } from './shape.js';
import { type RawAnswer, redirection } from './transport.js';

/** What the contract declares for an operation's answers. */
export interface DeclaredAnswers {
  answers: Record<number, PlainDescription>;
  errors: Record<string, number>;
}

interface PlainDescription {
  /** What the client also accepts as this answer: another status, or `empty`, a success with an empty array (R14). */
  aliases?: readonly (number | 'empty')[];
  mediaTypes?: readonly string[];
  shape?: Shape;
}

const json = 'application/json';

/**
 * Turns an answer into the form that `Answer` describes.
 *
 * @throws {Failure} where the contract does not declare the answer
 */
export function readAnswer({ answers, errors }: DeclaredAnswers, answer: RawAnswer): object {
  const status = statusMeant(answers, answer.status, answer.status);
  const plain = answers[status];
  try {
    if (!plain) return readError(errors, answer);
    const read = readPlain(plain, status, answer);
    const empty = Array.isArray(read.body) && read.body.length === 0;
    const meant = empty ? statusMeant(answers, 'empty', status) : status;
    return meant === status ? read : { status: meant, headers: read.headers };
  } catch (error) {
    throw failureOf(error, 'UNREADABLE', answer.status);
  }
}

/** The declared status that an answer is accepted as; else its own status. */
function statusMeant(
  answers: DeclaredAnswers['answers'],
  seen: number | 'empty',
  status: number,
): number {
  const meant = Object.keys(answers).find((key) => answers[Number(key)]?.aliases?.includes(seen));
  return meant ? Number(meant) : status;
}

function readPlain(
  { mediaTypes, shape }: PlainDescription,
  status: number,
  { headers, text }: RawAnswer,
): { status: number; headers: Headers; body?: unknown } {
  if (!mediaTypes || !shape) return { status, headers };
  const mediaType = mediaTypeOf(headers, mediaTypes);
  const content = mediaType === json ? parseJson(text) : text;
  return { status, headers, body: readShape(shape, content) };
}

function readError(
  errors: DeclaredAnswers['errors'],
  { status, headers, text }: RawAnswer,
): object {
  const isDeclared = Object.values(errors).includes(status);
  if (isDeclared) mediaTypeOf(headers, [json]);
  const content = isDeclared ? parseJson(text) : undefined;
  const { error, message, details } = isObject(content) ? content : ({} as never);
  if (typeof error === 'string' && errors[error] === status) {
    return {
      status,
      error,
      headers,
      ...(typeof message === 'string' && { message }),
      ...(Array.isArray(details) && { details: details.filter(isDetail) }),
    };
  }
  throw new Failure(
    'UNDECLARED',
    isDeclared
      ? `the error ${JSON.stringify(error)} is not declared`
      : `this status is not declared; ${
          headers.has('location') ? redirection : `the server says ${JSON.stringify(text)}`
        }`,
  );
}

function isDetail(value: unknown): boolean {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

function mediaTypeOf(headers: Headers, declared: readonly string[]): string {
  const field = headers.get('content-type') ?? '';
  if (declared.includes(field)) return field;
  const mediaType = field.split(';')[0]?.trim().toLowerCase() ?? '';
  if (declared.includes(mediaType)) return mediaType;
  throw new Failure('UNDECLARED', `the type "${mediaType}" is not declared`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('UNREADABLE', 'the content is not JSON');
  }
}
