import type { Failure, UnexpectedAnswerCode } from './failure.js';

const longestReason = 500;

/**
 * The only error that a call throws. It never shows the access token: where one is in use, it keeps only the message of
 * the runtime's own error, without the token.
 */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  declare readonly code: UnexpectedAnswerCode;
  declare readonly method: string;
  declare readonly url: string;
  /** The HTTP status, even if the answer was cut off; `undefined` where none came. */
  declare readonly status: number | undefined;

  constructor(
    { method, url, secrets }: { method: string; url: string; secrets: readonly string[] },
    { code, message, status, cause }: Failure,
  ) {
    const reason = secrets.reduce((text, secret) => text.replaceAll(secret, '[token]'), message);
    const isCallers = code === 'ABORTED' || secrets.length === 0;
    super(
      `${method} ${url}: ${status ?? 'no answer'}: ${reason.slice(0, longestReason)}`,
      isCallers && cause ? { cause } : {},
    );
    Object.assign(this, { code, method, url, status });
  }
}
