import type { IncomingMessage, RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import { ContentCollector } from '../answer/content-collector.js';
import { Failure, failureOf } from '../answer/failure.js';
import type { Deadline } from '../request/deadline.js';
import type { RawAnswer, Send, WireRequest } from '../request/transport.js';

type Http = typeof import('node:http') | typeof import('node:https');

/** Sends with Node's own HTTP client, over persistent connections. Loads `node:http` at the first request. */
export function sendWithContent(): Send {
  let server: Promise<Server> | undefined;
  return async (request, deadline, maxContentLength) => {
    server ??= reach(new URL(request.url));
    return exchange(await server, request, deadline, maxContentLength);
  };
}

/** The server of a client: its URL is parsed once, and its connections are kept. */
interface Server {
  http: Http;
  host: string;
  origin: string;
  options: RequestOptions;
}

async function reach(url: URL): Promise<Server> {
  const http = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const agent = new http.Agent({ keepAlive: true });
  const { protocol, hostname, port } = urlToHttpOptions(url);
  const { host, origin } = url;
  return { http, host, origin, options: { protocol, hostname, port, agent } };
}

function exchange(
  { http, host, origin, options }: Server,
  { method, url, headers, content = '' }: WireRequest,
  deadline: Deadline,
  maxContentLength: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    deadline.check();
    let status: number | undefined;
    const fail = (error: unknown) => {
      sent.destroy();
      reject(failureOf(error, 'CONNECTION', status));
    };
    const sent = http.request({
      ...options,
      method,
      path: url.slice(origin.length),
      // A list of fields is cheaper for Node, but then it sets no `Host`.
      headers: Object.entries({
        Host: host,
        ...headers,
        'Accept-Encoding': 'identity',
        'Content-Length': String(Buffer.byteLength(content)),
      }).flat(),
    });
    sent.on('error', fail).on('response', (response) => {
      status = response.statusCode;
      read(response, maxContentLength, resolve, fail);
    });
    sent.on('close', () => {
      if (status === undefined) fail(new Error('the connection closed without an answer'));
    });
    deadline.onPassed((failure) => {
      failure.status = status;
      fail(failure);
    });
    sent.end(content);
  });
}

function read(
  response: IncomingMessage,
  maxContentLength: number,
  resolve: (answer: RawAnswer) => void,
  fail: (error: unknown) => void,
): void {
  const content = new ContentCollector(maxContentLength);
  const attempt = (step: () => void) => {
    try {
      step();
    } catch (error) {
      fail(error);
    }
  };
  response.on('error', fail);
  attempt(() => {
    const headers = headersOf(response);
    if (headers.has('content-encoding')) {
      throw new Failure('UNDECLARED', 'the content is compressed, which was not asked for');
    }
    response.on('data', (chunk) => attempt(() => content.add(chunk)));
    response.on('end', () =>
      attempt(() => {
        const status = response.statusCode as number;
        resolve({ status, headers, text: content.text() });
      }),
    );
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  }
  return headers;
}
