import { type RawAnswer, rawRequest, sendRaw } from '@p2core/testing/raw-connection';
import { type ProtocolError, pathPrefix } from '@p2core/types';
import type { TestServer } from './serve.js';

/** What a request has beside its method and path. */
export interface Asked {
  /** Sent as bearer token. */
  token?: string;
  /** The media type of the content. */
  type?: string;
  /** Further header fields. */
  fields?: ReadonlyArray<readonly [string, string]>;
  content?: string | Buffer;
}

/** A request below the contract's prefix, as it goes over the wire. */
export function requestFor(method: string, path: string, asked: Asked = {}): Buffer {
  const { token, type, fields = [], content } = asked;
  const all = [...fields];
  if (token !== undefined) all.push(['Authorization', `Bearer ${token}`]);
  if (type !== undefined) all.push(['Content-Type', type]);
  return rawRequest(method, pathPrefix + path, all, content);
}

/** Sends a request below the contract's prefix, on a connection of its own. */
export async function ask(
  { port }: TestServer,
  method: string,
  path: string,
  asked?: Asked,
): Promise<RawAnswer> {
  const octets = requestFor(method, path, asked);
  const answer = await sendRaw(port, octets, { toHead: method === 'HEAD' });
  if (answer === undefined) throw new Error('the connection was closed without an answer');
  return answer;
}

/** The status and the code of an answer, to be compared in one go; the body where it is no error. */
export function outcome({ status, body }: RawAnswer): string {
  return status < 400 || body === '' ? String(status) : `${status} ${JSON.parse(body).error}`;
}

/** The details of an error, each as its path and message. */
export function detailsOf({ body }: RawAnswer): string[] {
  const { details = [] } = JSON.parse(body) as ProtocolError;
  return details.map(({ path, message }) => `${path} ${message}`);
}
