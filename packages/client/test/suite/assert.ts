import { type UnexpectedAnswerCode, UnexpectedAnswerError } from '@p2core/client';

/** Assertions that run in a page too. */
export function ok(holds: unknown, rule: string): asserts holds {
  if (!holds) throw new Error(rule);
}

/** Compares what JSON can write. */
export function equal(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  ok(found === wanted, `expected ${wanted}\n   found ${found}`);
}

/** The answer, narrowed to a status that it must have. */
export function having<Answer extends { status: number }, Status extends Answer['status']>(
  answer: Answer,
  status: Status,
): Extract<Answer, { status: Status }> {
  const { headers: _headers, ...shown } = answer as Answer & { headers?: Headers };
  ok(answer.status === status, `expected ${status}, found ${JSON.stringify(shown)}`);
  return answer as Extract<Answer, { status: Status }>;
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const value = await promise.then(
    (resolved) => ({ resolved }),
    (error: Error) => error,
  );
  ok(value instanceof Error, `expected a rejection, found ${JSON.stringify(value)}`);
  return value;
}

/** What a call throws, which must have one of the codes, and words in its message. */
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
