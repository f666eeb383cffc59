import http, { type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { answerLimits } from './limits.js';

/** How to connect to another server. */
export interface Connecting {
  agent: Agent;
  lookup?: LookupFunction;
}

/** What a look-up has received, even if it failed. */
export interface Received {
  /** All octets, including header fields and informational answers. */
  octets: number;
  /** The status of the final answer, if it came. */
  status: number | undefined;
}

/**
 * A `fetch` for one look-up at another server. It limits header fields, informational answers, content and the sum of
 * octets, follows no redirect, and records in `received` what came.
 */
export function createLimitedFetch(
  connecting: Connecting,
  maxContentOctets: number,
  received: Received,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const incoming = await send(request, connecting, maxContentOctets, received);
    const status = incoming.statusCode ?? 0;
    received.status = status;
    const octets = await readContent(incoming, maxContentOctets);
    const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return new Response(octets.length > 0 ? octets : null, { status, headers });
  };
}

/** Reads content up to a limit. A loop that ends early destroys the stream. */
async function readContent(incoming: IncomingMessage, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw new Error(`the content has more than ${most} octets`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  request: Request,
  connecting: Connecting,
  maxContentOctets: number,
  received: Received,
): Promise<IncomingMessage> {
  const url = new URL(request.url);
  const { request: open } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = open(
      url,
      {
        method: request.method,
        headers: {
          ...Object.fromEntries(request.headers),
          'Accept-Encoding': 'identity',
          ...(request.cache === 'no-cache' && { 'Cache-Control': 'no-cache' }),
        },
        signal: request.signal,
        maxHeaderSize: answerLimits.headerOctets,
        ...connecting,
      },
      resolve,
    );
    limitOctets(outgoing, maxContentOctets, received);
    limitInformational(outgoing);
    // Node closes without an error where the server answers 101.
    outgoing
      .on('error', reject)
      .on('close', () => reject(new Error('closed without an answer')))
      .end();
  });
}

/** Limits what Node does not count: informational answers, line feeds before an answer, the framing of chunks. */
function limitOctets(outgoing: ClientRequest, maxContentOctets: number, received: Received): void {
  const most = 2 * maxContentOctets + (answerLimits.informational + 2) * answerLimits.headerOctets;
  outgoing.once('socket', (socket) => {
    socket.on('data', (octets: Buffer) => {
      received.octets += octets.length;
      if (received.octets > most) outgoing.destroy(new Error('the answer is too large'));
    });
  });
}

function limitInformational(outgoing: ClientRequest): void {
  let count = 0;
  outgoing.on('information', () => {
    if (++count > answerLimits.informational) {
      outgoing.destroy(new Error('too many informational answers'));
    }
  });
}
