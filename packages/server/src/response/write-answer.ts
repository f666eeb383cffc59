import type { IncomingMessage, ServerResponse } from 'node:http';
import { announcesContent } from '../request/header-fields.js';
import type { Answer, WrittenAnswer } from './answer.js';
import { AnswerFault } from './answer-fault.js';

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** RFC 9110 section 5.5, but for the obsolete octets above 0x7f and white space at the ends. */
const fieldValue = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/;

/**
 * Throws an `AnswerFault` for an answer that HTTP cannot express, also where answers are not validated. After this
 * check writing does not fail half-way.
 */
export function demandWritable({ status, headers }: Answer): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new AnswerFault('/status', `${status} is not the status of a final answer`);
  }
  for (const name in headers) {
    if (!token.test(name)) throw new AnswerFault(`/headers/${name}`, 'is not a token of RFC 9110');
    const value: unknown = headers[name];
    if (typeof value !== 'string' || !fieldValue.test(value)) {
      throw new AnswerFault(`/headers/${name}`, 'is not a field value of RFC 9110');
    }
  }
}

/**
 * Writes with Node's own response, because Express would add a charset or an `ETag`; and writes text, so that it is
 * sent together with the header. Unread content of the request is discarded; if it may be large, the connection is
 * closed. It is also closed after a request with `Upgrade`, because Node drops the requests that came in the same
 * packet. A connection that closes stays open until the client has sent its content, for at most `lingerTime`: octets
 * that arrive at a closed one would reset it, and a proxy would answer 502 in place of the answer (RFC 9112
 * section 9.6).
 */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, content }: WrittenAnswer,
): void {
  response.statusCode = status;
  for (const name in headers) response.setHeader(name, headers[name] as string);
  const isUnread = announcesContent(request) && !request.readableEnded;
  if ((isUnread && !isSoonRead(request)) || request.headers.upgrade !== undefined) {
    response.setHeader('Connection', 'close');
  }
  if (isUnread) request.resume();
  let text: string | undefined;
  let encoding: BufferEncoding = 'utf8';
  if (status !== 204 && status !== 304) {
    const whole = content?.text ?? '';
    const length = Buffer.byteLength(whole);
    // US-ASCII is the same in both, and Node writes Latin-1 with less work.
    if (length === whole.length) encoding = 'latin1';
    if (content !== undefined) response.setHeader('Content-Type', content.mediaType);
    response.setHeader('Content-Length', length);
    if (request.method !== 'HEAD') text = whole;
  }
  if (isUnread && !request.complete && closes(response)) endOnceRead(request, response, text);
  else response.end(text, encoding);
}

function closes(response: ServerResponse): boolean {
  return !response.shouldKeepAlive || response.hasHeader('Connection');
}

/** How long a client may take to send content that nobody reads, in milliseconds. */
const lingerTime = 2_000;

function endOnceRead(request: IncomingMessage, response: ServerResponse, text = ''): void {
  if (text === '') response.flushHeaders();
  else response.write(text);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerTime);
  request.once('close', end);
}

/** How many octets of unread content are discarded at most. */
const wasteLimit = 256 * 1024;

function isSoonRead({ complete, headers }: IncomingMessage): boolean {
  return complete || Number(headers['content-length']) <= wasteLimit;
}
