/** Requests and answers of a wrong server, and functions that give changed copies of them. */

export interface Request {
  readonly method: string;
  /** The request target: path and query, not decoded. */
  readonly target: string;
  readonly headers: Headers;
  readonly content: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly content: Buffer;
}

/** Header fields by name; `undefined` removes one. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** A request or an answer with other header fields. */
export function withFields<T extends Request | Answer>(message: T, fields: Fields): T {
  const headers = new Headers(message.headers);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  return { ...message, headers };
}

/** A request or an answer with other content. */
export function withContent<T extends Request | Answer>(message: T, content: string | Buffer): T {
  return { ...message, content: Buffer.from(content) };
}

/** The content as a value: parsed JSON, or the text where it is no JSON. */
export function valueIn({ content, headers }: Request | Answer): unknown {
  const text = content.toString();
  try {
    return isJson(headers) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** An answer with another value, in the same media type. */
export function withValue(answer: Answer, value: unknown): Answer {
  return withContent(answer, isJson(answer.headers) ? JSON.stringify(value) : String(value));
}

function isJson(headers: Headers): boolean {
  return /^application\/json\b/i.test(headers.get('Content-Type') ?? '');
}

/** An answer with another status, and with the header field that goes with it. */
export function withStatus(answer: Answer, status: number): Answer {
  return {
    ...withFields(answer, {
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="a"' }),
      ...(status === 503 && { 'Retry-After': '1' }),
    }),
    status,
  };
}

/** An answer with this status and no content. */
export function bare(answer: Answer, status: number): Answer {
  const without = { 'Content-Type': undefined, 'Content-Length': undefined };
  return withStatus(withFields(withContent(answer, ''), without), status);
}

/** The path of a target. */
export function pathOf(target: string): string {
  return target.split('?')[0] ?? '';
}

/** The query, not decoded, with its question mark; empty where there is none. */
export function queryOf({ target }: Request): string {
  return target.slice(pathOf(target).length);
}

/** The same request with another query, given without its question mark. */
export function withQuery(request: Request, query: string): Request {
  const path = pathOf(request.target);
  return { ...request, target: query === '' ? path : `${path}?${query}` };
}

/** The members of an object as content; none where the content is no object in JSON. */
export function membersOf({ content }: Request): Record<string, unknown> {
  try {
    return { ...JSON.parse(content.toString()) };
  } catch {
    return {};
  }
}

/** A request with an object as content. */
export function withMembers(request: Request, members: Record<string, unknown>): Request {
  const type = { 'Content-Type': 'application/json' };
  return withContent(withFields(request, type), JSON.stringify(members));
}

/** A request without content. */
export function withoutContent(request: Request): Request {
  const none = { 'Content-Type': undefined, 'Content-Length': undefined };
  return withContent(withFields(request, none), '');
}

/** The filters of a look-up: the query, and the content where the query has none (R3). */
export function filtersOf(request: Request): Record<string, unknown> {
  return { ...membersOf(request), ...Object.fromEntries(new URLSearchParams(queryOf(request))) };
}

/** A request with exactly these filters, in the query; `undefined` leaves a filter out. */
export function withFilters(request: Request, filters: Record<string, unknown>): Request {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return withQuery(withoutContent(request), query.toString());
}

/** The time that a look-up asks for; `undefined` for now. */
export function timeIn(request: Request): number | undefined {
  const { timestamp } = filtersOf(request);
  return timestamp === undefined ? undefined : Number(timestamp);
}

/** The bearer token of a request. */
export function tokenOf({ headers }: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
}

/** A request with this token; none for `undefined`. */
export function withToken(request: Request, token: string | undefined): Request {
  return withFields(request, { Authorization: token && `Bearer ${token}` });
}
