import http, { type Agent, type IncomingMessage } from 'node:http';
import https from 'node:https';
import getRawBody from 'raw-body';

/** A certificate and the JSON around it need far less. */
const maxContentLength = 64 * 1024;

const maxHeaderSize = 16 * 1024;

/**
 * A `fetch` for look-ups of other servers: connections go through `agent`, the answer may have 64 KiB of content and
 * 16 KiB of header fields, and redirects are answers like any other.
 */
export function createLimitedFetch(agent: Agent | undefined): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const incoming = await send(request, agent);
    const octets = await getRawBody(incoming, { limit: maxContentLength }).catch((error) => {
      incoming.destroy();
      throw error;
    });
    const status = incoming.statusCode ?? 0;
    const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return new Response(octets.length > 0 ? new Uint8Array(octets) : null, { status, headers });
  };
}

function send(request: Request, agent: Agent | undefined): Promise<IncomingMessage> {
  const url = new URL(request.url);
  const { request: open } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    open(
      url,
      {
        method: request.method,
        headers: Object.fromEntries(request.headers),
        signal: request.signal,
        maxHeaderSize,
        ...(agent && { agent }),
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}
