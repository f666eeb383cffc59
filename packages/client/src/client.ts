import { type OperationId, operations } from '@p2core/types';
import type { ClientMethods } from './generated/client-methods.js';
import { readAnswer } from './read-answer.js';
import { createTransport, type Transport, type TransportRequest } from './transport.js';
import { UnexpectedAnswerError } from './unexpected-answer-error.js';

/** Where a client asks, and as whom. */
export interface ClientOptions {
  /** The server's URL, without the contract's paths, such as `https://home.example.com`. */
  baseUrl: string;
  /** The access token, or a function that gives it; sent only where the operation needs one. */
  token?: string | (() => string | Promise<string>);
  /** A `fetch` of one's own. */
  fetch?: typeof globalThis.fetch;
}

/** What a single call may say beside its request. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** One method for each operation of the contract. */
export interface Client extends ClientMethods {}

/**
 * Makes a client for one server. No answer that the contract declares throws; look at its `status`. Everything else
 * throws an `UnexpectedAnswerError`.
 *
 * @example
 * const client = createClient({ baseUrl: 'https://home.example.com' });
 * const answer = await client.getServerIdCert({ timestamp: 1620000000 });
 * if (answer.status === 200) console.log(answer.body);
 */
export function createClient({ baseUrl, token, fetch = globalThis.fetch }: ClientOptions): Client {
  const origin = baseUrl.replace(/\/+$/, '');
  const transport = createTransport(origin, fetch);
  const methods = Object.keys(operations).map((operationId) => [
    operationId,
    (request: Arguments = {}, options: CallOptions = {}) =>
      call(operationId as OperationId, request, options, { origin, transport, token }),
  ]);
  return Object.fromEntries(methods) as Client;
}

type Arguments = Record<string, unknown>;

interface Connection {
  origin: string;
  transport: Transport;
  token: ClientOptions['token'];
}

async function call(
  operationId: OperationId,
  request: Arguments,
  { signal }: CallOptions,
  { origin, transport, token }: Connection,
): Promise<object> {
  const operation = operations[operationId];
  const sent: TransportRequest = {
    ...describeRequest(operationId, request),
    ...(signal && { signal }),
  };
  if (operation.roles !== null && token !== undefined) {
    sent.headers.Authorization = `Bearer ${typeof token === 'function' ? await token() : token}`;
  }
  const target = { method: operation.method, url: origin + fillIn(sent) };
  try {
    return readAnswer(operationId, target, await transport(sent));
  } catch (error) {
    if (error instanceof UnexpectedAnswerError) throw error;
    throw new UnexpectedAnswerError(target, undefined, (error as Error).message, error);
  }
}

function describeRequest(operationId: OperationId, request: Arguments): TransportRequest {
  const operation = operations[operationId];
  const pathParameters = pick(request, operation.pathParameters);
  const query = pick(request, operation.queryParameters);
  const accepted = Object.values(operation.responses).flatMap(({ mediaTypes }) => mediaTypes);
  const described: TransportRequest = {
    method: operation.method,
    path: operation.path,
    pathParameters,
    query,
    headers: { Accept: [...new Set(accepted)].join(', ') },
  };
  if (operation.requestBody !== null && operation.method !== 'GET') {
    const [mediaType] = operation.requestBody.mediaTypes;
    described.headers['Content-Type'] = mediaType;
    described.content =
      mediaType === 'application/json' ? JSON.stringify(request) : String(request.body);
  }
  return described;
}

function pick(request: Arguments, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names
      .filter((name) => request[name] !== undefined)
      .map((name) => [name, String(request[name])]),
  );
}

function fillIn({ path, pathParameters }: TransportRequest): string {
  return path.replace(/\{(\w+)\}/g, (_braces, name: string) =>
    encodeURIComponent(pathParameters[name] ?? ''),
  );
}
