import { type Client, type ClientOptions, createClient } from '@p2core/client';

/** What a scripted server answers: a response, a way to make one, or an error to fail with. */
export type Scripted = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A `fetch` that gives the answers of the script in order, and then repeats the last; and the requests that it got. */
export function scripted(script: Scripted[]): { fetch: typeof fetch; requests: Request[] } {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const next = script[Math.min(requests.length, script.length - 1)] as Scripted;
      requests.push(request);
      if (next instanceof Error) throw next;
      return typeof next === 'function' ? next(request) : next.clone();
    },
  };
}

/** A client whose server sends the answers of the script in order, and then repeats the last. */
export function answering(
  script: Scripted[],
  options: Partial<ClientOptions> = {},
): { client: Client; requests: Request[] } {
  const { fetch, requests } = scripted(script);
  const client = createClient({ baseUrl: 'https://home.example.com', ...options, fetch });
  return { client, requests };
}

/** A response with JSON. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

/** A response with text. */
export function text(mediaType: string, content: string, status = 200): Response {
  return new Response(content, { status, headers: { 'Content-Type': mediaType } });
}

/** An error of the registry. */
export function failing(status: number, error: string, headers?: Record<string, string>): Response {
  return json(status, { errcode: status, error }, headers);
}

/** A challenge as a server sends it. */
export const challenge = { challenge: 'a'.repeat(64), expires: 1620000300 };
