/** The expectations of cases. Each function throws a `Failure` with the expected and the actual value. */
import { isDeepStrictEqual } from 'node:util';
import { type ErrorCode, errorCodes } from '@p2core/types';
import { comparableField } from '@p2core/types/validators';
import type { Answer } from '../http/answer.js';
import { Failure } from '../run/failure.js';

/** Expects a status, and nothing else. */
export function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Failure(String(status), describe(answer), answer);
}

/** Expects a status from 200 to 299. `send` has checked that the contract declares it. */
export function expectSuccess(answer: Answer): void {
  if (answer.status < 200 || answer.status > 299)
    throw new Failure('success', describe(answer), answer);
}

/** Expects one of these errors of the registry: status, `errcode` and `error`. */
export function expectError(answer: Answer, ...codes: readonly ErrorCode[]): void {
  const { error } = (answer.json ?? {}) as { error?: unknown };
  const isExpected = codes.some(
    (code) => code === error && errorCodes[code].status === answer.status,
  );
  if (!isExpected) {
    const expected = codes.map((code) => `${errorCodes[code].status} ${code}`).join(' or ');
    throw new Failure(expected, describe(answer), answer);
  }
}

/**
 * Expects a header field; its value, in comparable form, must match the pattern where one is given. Returns the value.
 */
export function expectHeader(answer: Answer, name: string, pattern = /^/): string {
  const value = answer.headers.get(name);
  if (value === null) throw new Failure(`the header field ${name}`, 'none', answer);
  if (!pattern.test(comparableField(name, value))) {
    throw new Failure(`${name} that matches ${pattern}`, `${name}: ${value}`, answer);
  }
  return value;
}

/** The elements of a list field (RFC 9110 section 5.6.1), in lower case; none where the field is absent. */
export function listOf(value: string | null): string[] {
  return (value ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter((element) => element !== '');
}

/** Expects deep equality; `what` names the compared thing. */
export function expectEqual<T>(actual: T, expected: T, what: string, answer?: Answer): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Failure(`${what} ${show(expected)}`, show(actual), answer);
  }
}

/**
 * Expects that two answers say the same: the same status, the same error of the registry, or the same value. The order of
 * members, white space and the words of a message are free.
 */
export function expectSame(actual: Answer, expected: Answer, what: string): void {
  if (!isDeepStrictEqual(said(actual), said(expected))) {
    throw new Failure(`${what} ${describe(expected)}`, describe(actual), actual);
  }
}

function said({ status, json, text }: Answer): unknown {
  if (json === undefined) return [status, text];
  return status < 400 ? [status, json] : [status, (json as { error?: unknown } | null)?.error];
}

/** Expects any other condition; `expected` and `actual` are noun phrases. */
export function expectThat(
  holds: boolean,
  expected: string,
  actual: string,
  answer?: Answer,
): asserts holds {
  if (!holds) throw new Failure(expected, actual, answer);
}

/** An answer in a few words: `404 P2CORE_NOT_FOUND`. */
export function describe({ status, json, text, mediaType }: Answer): string {
  const { error } = (json ?? {}) as { error?: unknown };
  if (typeof error === 'string') return `${status} ${error}`;
  if (mediaType === 'text/html' && text !== '') return `${status} a page${titleIn(text)} in HTML`;
  return text === '' ? `${status} without content` : `${status} ${shorten(text)}`;
}

/** The title of a page, which shows who has answered. */
function titleIn(html: string): string {
  const [, title = ''] = /<(?:title|h1)[^>]*>([^<]{1,200})</i.exec(html) ?? [];
  return title.trim() === '' ? '' : ` "${shorten(title)}"`;
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? String(value));
}

/** The text on one line, cut between words: reports could not recognise and hide a half token. */
function shorten(content: string): string {
  const text = content.trim().replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 117).replace(/[\w\-.~+/=%]+$/, '')}…` : text;
}
