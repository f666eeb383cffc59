/** What cases say of answers. Each function throws a `Failure` that says what was expected and what came. */
import { isDeepStrictEqual } from 'node:util';
import { type ErrorCode, errorCodes } from '@p2core/types';
import { comparableField } from '@p2core/types/validators';
import type { Answer } from '../http/answer.js';
import { Failure } from '../run/failure.js';

/** The status, and nothing else. */
export function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status) throw new Failure(String(status), describe(answer), answer);
}

/** A status of 200 to 299. The contract declares one for each operation, and `send` has checked that it is that one. */
export function expectSuccess(answer: Answer): void {
  if (answer.status < 200 || answer.status > 299)
    throw new Failure('success', describe(answer), answer);
}

/** An error of the registry, one of those where several are right: status, `errcode` and `error`. */
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

/** A header field that is there and whose meaning matches; any value without a pattern. Returns its value. */
export function expectHeader(answer: Answer, name: string, pattern = /^/): string {
  const value = answer.headers.get(name);
  if (value === null) throw new Failure(`the header field ${name}`, 'none', answer);
  if (!pattern.test(comparableField(name, value))) {
    throw new Failure(`${name} that matches ${pattern}`, `${name}: ${value}`, answer);
  }
  return value;
}

/** The elements of a header field that is a list, in lower case; none where there is no field. */
export function listOf(value: string | null): string[] {
  return (value ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter((element) => element !== '');
}

/** Deep equality; `what` names the thing. */
export function expectEqual<T>(actual: T, expected: T, what: string, answer?: Answer): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Failure(`${what} ${show(expected)}`, show(actual), answer);
  }
}

/** Anything else: `expected` and `actual` are noun phrases. */
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

/** What a page calls itself, which tells who has answered. */
function titleIn(html: string): string {
  const [, title = ''] = /<(?:title|h1)[^>]*>([^<]{1,200})</i.exec(html) ?? [];
  return title.trim() === '' ? '' : ` "${shorten(title)}"`;
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? String(value));
}

/** On one line; cut between words, for the half of a token could not be told from other text, and would stand in reports. */
function shorten(content: string): string {
  const text = content.trim().replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 117).replace(/[\w\-.~+/=%]+$/, '')}…` : text;
}
