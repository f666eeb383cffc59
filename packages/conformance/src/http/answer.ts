import type { SentRequest } from './request.js';

/** A complete answer of the server under test. */
export interface Answer {
  /** The request that it answers. */
  readonly request: SentRequest;
  readonly status: number;
  readonly headers: Headers;
  /** The media type without parameters, in lower case; empty where there is none. */
  readonly mediaType: string;
  readonly octets: Buffer;
  /** The content as UTF-8. */
  readonly text: string;
  /** The content as JSON; `undefined` where it is none. */
  readonly json: unknown;
  /** From the first octet sent to the last one received. */
  readonly milliseconds: number;
  readonly startedAt: Date;
}
