import type { Agent, IncomingMessage } from 'node:http';
import { ContentCollector } from '../content-collector.js';
import type { Deadline } from '../deadline.js';
import { Failure } from '../failure.js';
import { connectionFailure, type RawAnswer, type Send, type WireRequest } from '../transport.js';

type Http = typeof import('node:http') | typeof import('node:https');

/** Sends by Node's own HTTP client, over connections that stay open. It loads that at the first request. */
export function sendWithContent(): Send {
  let http: Http | undefined;
  let agent: Agent | undefined;
  return async (request, deadline, maxContentLength) => {
    const isEncrypted = request.url.startsWith('https:');
    http ??= await (isEncrypted ? import('node:https') : import('node:http'));
    agent ??= new http.Agent({ keepAlive: true });
    return exchange(http, agent, request, deadline, maxContentLength);
  };
}

function exchange(
  http: Http,
  agent: Agent,
  { method, url, headers, content = '' }: WireRequest,
  deadline: Deadline,
  maxContentLength: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    deadline.check();
    let status: number | undefined;
    const fail = (error: unknown) => {
      sent.destroy();
      reject(connectionFailure(error, status));
    };
    const sent = http.request(url, {
      method,
      agent,
      headers: {
        ...headers,
        'Accept-Encoding': 'identity',
        'Content-Length': Buffer.byteLength(content),
      },
    });
    sent.on('error', fail).on('response', (response) => {
      status = response.statusCode;
      read(response, maxContentLength, resolve, fail);
    });
    deadline.onPassed(fail);
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
  if (response.headers['content-encoding'] !== undefined) {
    fail(new Failure('UNDECLARED', 'the content is compressed, which was not asked for'));
  }
  response.on('error', fail);
  response.on('data', (chunk) => {
    try {
      content.add(chunk);
    } catch (error) {
      fail(error);
    }
  });
  response.on('end', () => {
    try {
      const status = response.statusCode as number;
      resolve({ status, headers: headersOf(response), text: content.text() });
    } catch (error) {
      fail(error);
    }
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  }
  return headers;
}
