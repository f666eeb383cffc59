/** A `Request` that puts the content of a GET into the query (R3), for `fetch` cannot send it. */
export class QueryRequest extends Request {
  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const { body, ...others } = init;
    if (init.method !== 'GET' || typeof body !== 'string') {
      super(input, init);
    } else {
      super(withQuery(String(input), JSON.parse(body)), others);
      this.headers.delete('Content-Type');
    }
  }
}

function withQuery(input: string, members: Record<string, unknown> | null): URL {
  const url = new URL(input);
  for (const [name, value] of Object.entries(members ?? {})) {
    for (const item of [value].flat()) url.searchParams.append(name, String(item));
  }
  return url;
}
