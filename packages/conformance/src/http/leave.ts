import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SentRequest } from './request.js';

/**
 * Sends a request without content, and resets the connection at once, so that the server's write of an answer fails. A
 * reset works over TLS too, where the server would notice a mere close too late.
 *
 * @throws where there is no connection before `timeout` milliseconds are over
 */
export async function leave({ method, url, headers }: SentRequest, timeout: number): Promise<void> {
  const { protocol, hostname, port, origin } = new URL(url);
  const isSecure = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect(Number(port) || (isSecure ? 443 : 80), host);
  const stream = isSecure ? connectTls({ socket, servername: isIP(host) ? '' : host }) : socket;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  try {
    const signal = AbortSignal.timeout(timeout);
    await once(stream, isSecure ? 'secureConnect' : 'connect', { signal });
    const request = [`${method} ${url.slice(origin.length) || '/'} HTTP/1.1`, ...lines, '', ''];
    stream.write(request.join('\r\n'));
  } finally {
    // At once, without an await: otherwise an answer could arrive before the reset.
    stream.on('error', () => {});
    socket.resetAndDestroy();
  }
}
