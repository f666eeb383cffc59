import type { OperationId } from '@p2core/types';
import type { RawAnswer } from './request/transport.js';

/** The options of a client. */
export interface ClientOptions {
  /** The server's URL without the contract's path, such as `https://home.example.com`. */
  baseUrl: string;
  /** The access token, or a function that gives it. Sent only to operations that need one. */
  token?: AccessToken | undefined;
  /** Used in place of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * How to send parameters that may come in the query or as content (R3): in the query, the default, or as content.
   * Only Node can send content with GET.
   */
  filters?: 'query' | 'body' | undefined;
  /** How many milliseconds a call may take, retries included. Default: 30,000. */
  timeout?: number | undefined;
  /** How often a call is retried at most, where that is safe. Default: twice. */
  retries?: number | undefined;
  /** How many octets the decompressed content of an answer may have. Default: 8 MiB. */
  maxContentLength?: number | undefined;
  /** Checks each answer against the contract: `contractValidator()` of `@p2core/client/validate`. */
  validate?: AnswerValidator | undefined;
}

/**
 * An access token, or a function that gives it. The function is called for each call, and once more when the server
 * refuses its token with a 401; then it gets the refused token, so that it can tell it from a newer one.
 */
export type AccessToken = string | ((refused?: string) => string | Promise<string>);

/** Lists the faults by which an answer breaks the contract, one line for each. */
export type AnswerValidator = (operationId: OperationId, answer: RawAnswer) => readonly string[];

/** The options of a single call. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal | undefined;
  /** As the client's own option. */
  timeout?: number | undefined;
  /** As the client's own option. */
  retries?: number | undefined;
  /**
   * The `ETag` of an answer that the caller has kept. If it is current, the answer is 304; in a page it may be the same
   * answer from the browser's cache.
   */
  ifNoneMatch?: string | undefined;
  /**
   * The solution of the second factor that a server may ask for on sensitive actions (R41), such as a password. Sent only
   * to operations that declare it, percent-encoded.
   */
  sensitiveSolution?: string | undefined;
  /**
   * With `no-cache`, which `ifNoneMatch` implies, the browser asks the server even if its own cache could answer. Workers
   * with a compatibility date before 2025 need `default` beside `ifNoneMatch`.
   */
  cache?: 'default' | 'no-cache' | undefined;
}
