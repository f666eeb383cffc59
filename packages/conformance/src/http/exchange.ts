import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Answer } from './answer.js';
import type { SentRequest } from './request.js';

/** More than any answer of the contract has; a server that sends more is cut off. */
const mostOctets = 16 * 1024 * 1024;

/**
 * Sends a request just as it is: unlike `fetch`, with content on a GET too and without header fields that nobody asked
 * for. Every request has a connection of its own.
 *
 * @throws where no complete answer comes before the signal
 */
export async function exchange(request: SentRequest, signal: AbortSignal): Promise<Answer> {
  const startedAt = new Date();
  const start = performance.now();
  const message = await answerTo(request, signal);
  const octets = await read(message);
  const text = octets.toString();
  const headers = new Headers(pairs(message.rawHeaders));
  return {
    request,
    status: message.statusCode ?? 0,
    headers,
    mediaType: headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '',
    octets,
    text,
    json: parse(text),
    milliseconds: performance.now() - start,
    startedAt,
  };
}

function answerTo(request: SentRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, url, headers, content } = request;
  const { protocol, hostname, port } = new URL(url);
  const send = protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send({
      method,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      path: url.slice(new URL(url).origin.length) || '/',
      setHost: false,
      agent: false,
      signal,
    });
    for (const [name, value] of headers) outgoing.appendHeader(name, value);
    outgoing.useChunkedEncodingByDefault = false;
    outgoing.on('response', resolve).on('error', reject);
    outgoing.end(content);
  });
}

async function read(message: IncomingMessage): Promise<Buffer> {
  let length = 0;
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostOctets) message.destroy(new Error(`the content is over ${mostOctets} octets`));
  });
  return buffer(message);
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
