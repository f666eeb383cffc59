import type { Failure, UnexpectedAnswerCode } from './failure.js';

const longestReason = 500;

/** The only error that a call throws. Neither its message nor its cause contains the access token. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly code: UnexpectedAnswerCode;
  readonly method: string;
  readonly url: string;
  /** The HTTP status, even if the answer was cut off; `undefined` where none came. */
  readonly status: number | undefined;

  constructor(
    request: { method: string; url: string; secrets: readonly string[] },
    { code, message, status, cause }: Failure,
  ) {
    const { method, url, secrets } = request;
    const reason = secrets.reduce((text, secret) => text.replaceAll(secret, '[token]'), message);
    super(`${method} ${url}: ${status ?? 'no answer'}: ${reason.slice(0, longestReason)}`);
    if (cause !== undefined && !secrets.some((secret) => says(cause, secret))) this.cause = cause;
    this.code = code;
    this.method = method;
    this.url = url;
    this.status = status;
  }
}

const deepest = 5;

/**
 * Whether printing `value` could show `secret`. True also for what is nested too deep, or has members that cannot be
 * inspected.
 */
function says(value: unknown, secret: string, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return String(value).includes(secret);
  return (
    depth > deepest ||
    !isOpen(value) ||
    String((value as Partial<Error>).message).includes(secret) ||
    Object.getOwnPropertyNames(value).some((name) =>
      says(value[name as keyof object], secret, depth + 1),
    )
  );
}

/** Whether an object's properties show everything that it holds: errors, lists and plain objects. */
function isOpen(value: object): boolean {
  const prototypes = [Object.prototype, Array.prototype, null];
  return value instanceof Error || prototypes.includes(Object.getPrototypeOf(value));
}
