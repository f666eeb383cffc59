import { type UnexpectedAnswerCode, UnexpectedAnswerError } from '@p2core/client';

/** Assertions that run in a page too. */
export function ok(holds: unknown, rule: string): asserts holds {
  if (!holds) throw new Error(rule);
}

/** Compares two values by their JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  ok(found === wanted, `expected ${wanted}\n   found ${found}`);
}

/** Checks an answer's status, and gives the answer narrowed to it. */
export function having<Answer extends { status: number }, Status extends Answer['status']>(
  answer: Answer,
  status: Status,
): Extract<Answer, { status: Status }> {
  const { headers: _headers, ...shown } = answer as Answer & { headers?: Headers };
  ok(answer.status === status, `expected ${status}, found ${JSON.stringify(shown)}`);
  return answer as Extract<Answer, { status: Status }>;
}

/** The reason of a promise that must be rejected. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const value = await promise.then(
    (resolved) => ({ resolved }),
    (error: Error) => error,
  );
  ok(value instanceof Error, `expected a rejection, found ${JSON.stringify(value)}`);
  return value;
}

/** The error of a call that must fail with one of these codes and with these words in the message. */
export async function unexpected(
  promise: Promise<unknown>,
  codes: UnexpectedAnswerCode | UnexpectedAnswerCode[],
  words: RegExp = /./,
): Promise<UnexpectedAnswerError> {
  const error = await rejection(promise);
  ok(error instanceof UnexpectedAnswerError, `not an UnexpectedAnswerError: ${error.stack}`);
  ok(
    [codes].flat().includes(error.code),
    `expected ${codes}, found ${error.code}: ${error.message}`,
  );
  ok(words.test(error.message), `expected ${words} in ${error.message}`);
  return error;
}
