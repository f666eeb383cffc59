import type { OperationId } from '@p2core/types';
import type { RawAnswer } from './transport.js';

/** Where a client asks, as whom, and how long it tries. */
export interface ClientOptions {
  /** The server's URL, without the contract's paths, such as `https://home.example.com`. */
  baseUrl: string;
  /** The access token, or where it comes from; sent only where the operation needs one. */
  token?: AccessToken | undefined;
  /** A `fetch` of one's own. */
  fetch?: typeof globalThis.fetch | undefined;
  /**
   * How what may come in the query or in the content is sent (R3): in the query, as by default, or as content, which with
   * GET only Node can send.
   */
  filters?: 'query' | 'body' | undefined;
  /** How many milliseconds a call may take, repetitions included: 30,000 by default. */
  timeout?: number | undefined;
  /** How often a call that is safe to repeat is repeated at most: twice by default. */
  retries?: number | undefined;
  /** How many octets the content of an answer may have, decompressed: 8 MiB by default. */
  maxContentLength?: number | undefined;
  /** Checks each answer against the contract: `contractValidator()` of `@p2core/client/validate`. */
  validate?: AnswerValidator | undefined;
}

/**
 * An access token, or a function that gives it. The function is called for each call, and once more when the server
 * refuses its token with a 401; then it gets the refused token, so that it can tell it from a newer one.
 */
export type AccessToken = string | ((refused?: string) => string | Promise<string>);

/** Says in which ways an answer breaks the contract, in one line each. */
export type AnswerValidator = (operationId: OperationId, answer: RawAnswer) => readonly string[];

/** What a single call may say beside its request. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal | undefined;
  /** As the client's own option. */
  timeout?: number | undefined;
  /** As the client's own option. */
  retries?: number | undefined;
  /**
   * The `ETag` of an answer that one still has; if it is current, the answer is 304. A browser asks and answers from its
   * own cache instead where the server is of another origin, because CORS does not let a page send this (R21).
   */
  ifNoneMatch?: string | undefined;
  /** `no-cache` has the server asked also where the browser's own cache could answer. */
  cache?: 'default' | 'no-cache' | undefined;
}
