import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib';
import type { Answer } from './answer.js';
import type { SentRequest } from './request.js';

/** More octets than any answer of the contract has. The kit stops reading a longer answer. */
const mostOctets = 16 * 1024 * 1024;

/**
 * Sends a request unchanged. Unlike `fetch` it sends content with GET too, and adds no header fields. Every request has
 * its own connection.
 *
 * @throws where no complete answer comes before the signal
 */
export async function exchange(request: SentRequest, signal: AbortSignal): Promise<Answer> {
  const startedAt = new Date();
  const start = performance.now();
  const message = await answerTo(request, signal);
  const octets = decode(await read(message), message.headers['content-encoding']);
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

/** A server may compress an answer to a request without Accept-Encoding (RFC 9110 section 12.5.3). */
function decode(octets: Buffer, coding = 'identity'): Buffer {
  const decoders: Record<string, (octets: Buffer, options: ZlibOptions) => Buffer> = {
    gzip: gunzipSync,
    'x-gzip': gunzipSync,
    deflate: inflateSync,
    br: brotliDecompressSync,
  };
  const decoder = decoders[coding.trim().toLowerCase()];
  if (decoder === undefined || octets.length === 0) return octets;
  return decoder(octets, { maxOutputLength: mostOctets });
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
