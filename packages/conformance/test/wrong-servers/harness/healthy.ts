import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type ErrorCode, errorCodes, operations } from '@p2core/types';
import type { Fixture } from '../../../src/fixture/fixture.js';
import { type Answer, type Request, withFields, withStatus, withValue } from './message.js';

/** The client has closed the connection, so the request must have no effect. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** The healthy server behind a wrong one, for one request of a client. */
export interface Healthy {
  /** The fixture of the server. */
  readonly fixture: Fixture;
  /**
   * Asks the healthy server, unless the client has closed the connection.
   *
   * @throws {ClientGoneError}
   */
  send(request: Request, options?: { evenToNobody?: boolean }): Promise<Answer>;
  /** An error of the registry, as the healthy server would send it. */
  error(code: ErrorCode, more?: { message?: string; details?: object[] }): Promise<Answer>;
}

/** Header fields of a connection, which are not forwarded (RFC 9110 section 7.6.1). */
const hopByHop = ['Connection', 'Keep-Alive', 'Transfer-Encoding'];

/** The healthy server at a URL. `isGone` says whether the client has closed the connection. */
export function healthyServer(
  url: string,
  fixture: Fixture,
  isGone: () => Promise<boolean>,
): Healthy {
  const { hostname: host, port } = new URL(url);

  async function send(request: Request, { evenToNobody = false } = {}): Promise<Answer> {
    if (!evenToNobody && (await isGone())) throw new ClientGoneError();
    const { content } = request;
    const length = content.length > 0 ? String(content.length) : undefined;
    const { headers } = withFields(request, {
      ...Object.fromEntries(hopByHop.map((name) => [name, undefined])),
      ...(length !== undefined && { 'Content-Length': length }),
    });
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = httpRequest({
        ...{ host, port, method: request.method, path: request.target },
        ...{ headers: Object.fromEntries(headers), setHost: false, agent: false },
      });
      outgoing.useChunkedEncodingByDefault = false;
      outgoing.on('response', resolve).on('error', reject);
      outgoing.end(content);
    });
    const answer = {
      status: message.statusCode ?? 0,
      headers: fieldsOf(message),
      content: await buffer(message),
    };
    return withFields(answer, Object.fromEntries(hopByHop.map((name) => [name, undefined])));
  }

  return {
    ...{ fixture, send },
    async error(code, more = {}) {
      const { method, path: target } = operations.getChallenge;
      const headers = new Headers({ Host: `${host}:${port}` });
      const challenge = await send({ method, target, headers, content: Buffer.alloc(0) });
      const { status, meaning: message } = errorCodes[code];
      const error = { errcode: status, error: code, message, ...more };
      return withStatus(withValue(challenge, error), status);
    },
  };
}

/** The header fields of a message, unchanged. */
export function fieldsOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}
