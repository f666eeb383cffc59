/** The parts of a request that differ from the plain one. */
export interface RequestOptions {
  /** Another method than the operation's. */
  method?: string;
  /** Another target than the operation's path, below the base path of the server; without its query. */
  target?: string;
  /** Path parameters by name, put into the path without encoding: percent-encode them. */
  path?: Record<string, string>;
  /** Query parameters by name, or the whole query without its question mark. */
  query?: Record<string, string> | string;
  /** Further header fields. `undefined` removes one that would be sent. */
  headers?: Record<string, string | undefined>;
  /** The bearer token; `null` for none. */
  token?: string | null;
  /** A value that is sent as JSON, with its Content-Type. */
  json?: unknown;
  /** Octets that are sent unchanged, without a Content-Type unless `headers` gives one. */
  content?: string | Buffer;
  /** `false` gives a 429 as the answer, in place of waiting and sending the request again. */
  isPatient?: boolean;
}

/** A sent request. */
export interface SentRequest {
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** In the order and spelling in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly content: Buffer | undefined;
}
