/** What is special about a request. What is left out is as a plain client would send it. */
export interface RequestOptions {
  /** Another method than the operation's. */
  method?: string;
  /** Another target than the operation's path, below the base path of the server; without its query. */
  target?: string;
  /** Path parameters by name; they are put into the path as they are, so percent-encode what needs it. */
  path?: Record<string, string>;
  /** Query parameters by name, or the query as it is, without the question mark. */
  query?: Record<string, string> | string;
  /** Further header fields. `undefined` takes one out that is sent otherwise. */
  headers?: Record<string, string | undefined>;
  /** The bearer token; `null` for none. */
  token?: string | null;
  /** A value that is sent as JSON, with its Content-Type. */
  json?: unknown;
  /** Octets that are sent as they are, without a Content-Type unless `headers` gives one. */
  content?: string | Buffer;
  /** `false` takes 429 for the answer, rather than wait and send the request again. */
  isPatient?: boolean;
}

/** A request as it went out. */
export interface SentRequest {
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** In the order and the letters in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly content: Buffer | undefined;
}
