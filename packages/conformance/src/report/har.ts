import { STATUS_CODES } from 'node:http';
import type { Entry, Har, Header, PostData, Request, Response } from 'har-format';
import type { Answer } from '../http/answer.js';
import type { SentRequest } from '../http/request.js';
import { contentOf } from './content.js';
import type { CaseResult, Exchange, RunReport } from './result.js';

/** HTTP Archive 1.2 of all traffic. The comment of an entry is the ID of its case. */
export function harReport({ kit, results, startedAt }: RunReport): string {
  const entries = results.flatMap((result) =>
    result.exchanges.map((exchange) => entryOf(exchange, result, startedAt)),
  );
  const har: Har = { log: { version: '1.2', creator: { ...kit }, entries } };
  return `${JSON.stringify(har, null, 1)}\n`;
}

/** A request without an answer has status 0, as browsers write it, and the time of the run's beginning. */
function entryOf({ request, answer }: Exchange, { id }: CaseResult, runStartedAt: Date): Entry {
  const time = answer?.milliseconds ?? 0;
  return {
    startedDateTime: (answer?.startedAt ?? runStartedAt).toISOString(),
    time,
    request: requestOf(request),
    response: responseOf(answer),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: id,
  };
}

function requestOf({ method, url, headers, content }: SentRequest): Request {
  const fields = headers.map(([name, value]) => ({ name, value }));
  return {
    method,
    url: uriOf(url),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fields,
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(content && { postData: postDataOf(content, fields) }),
    headersSize: -1,
    bodySize: content?.length ?? 0,
  };
}

/** A HAR needs valid URIs: invalid characters that a case has sent are percent-encoded. */
function uriOf(url: string): string {
  return url.replace(/[^!-~]|["<>\\^`{|}]/gu, encodeURIComponent);
}

/** HAR has no Base64 for requests, so the custom field `_encoding` marks it. */
function postDataOf(octets: Buffer, headers: readonly Header[]): PostData & { _encoding?: string } {
  const content = contentOf(octets);
  const mimeType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return 'text' in content
    ? { mimeType, text: content.text }
    : { mimeType, text: content.base64, _encoding: 'base64' };
}

function responseOf(answer: Answer | undefined): Response {
  const octets = answer?.octets ?? Buffer.alloc(0);
  const content = contentOf(octets);
  return {
    status: answer?.status ?? 0,
    statusText: STATUS_CODES[answer?.status ?? 0] ?? '',
    httpVersion: answer ? 'HTTP/1.1' : '',
    cookies: [],
    headers: [...(answer?.headers ?? [])].map(([name, value]) => ({ name, value })),
    content: {
      size: octets.length,
      mimeType: answer?.headers.get('Content-Type') ?? '',
      ...('text' in content
        ? { text: content.text }
        : { text: content.base64, encoding: 'base64' }),
    },
    redirectURL: answer?.headers.get('Location') ?? '',
    headersSize: -1,
    bodySize: octets.length,
  };
}
