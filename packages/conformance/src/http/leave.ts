import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SentRequest } from './request.js';

/**
 * Sends a request without content, and resets the connection at once: whoever writes an answer after that is told that
 * nobody is there. Over TLS too, where closing would not say so in time.
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
    // At once, with nothing awaited in between: an answer that is on its way could not be told from one that came.
    stream.on('error', () => {});
    socket.resetAndDestroy();
  }
}
