import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Application, ContractError, pathOf } from '@p2core/server';

/** Answers a request. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const headers = { Allow: 'GET, HEAD, OPTIONS' };

/** Serves GET and HEAD of a path, and treats the other methods as the contract's routes do (R21). */
export function onlyGet(path: string, serve: Serve): Application {
  const route = Object.freeze({ path });
  return (request, response, next) => {
    if (pathOf(request) !== path) return next();
    // As Express does, for the metrics and the access log.
    Object.assign(request, { route });
    return serveGet(serve, request, response, next);
  };
}

/** Serves GET and HEAD, answers OPTIONS, and refuses the other methods. */
export async function serveGet(
  serve: Serve,
  request: IncomingMessage,
  response: ServerResponse,
  next: (error: unknown) => void,
): Promise<void> {
  try {
    if (request.method === 'GET' || request.method === 'HEAD') await serve(request, response);
    else if (request.method === 'OPTIONS') response.writeHead(204, headers).end();
    else throw new ContractError('P2CORE_METHOD_NOT_ALLOWED', { headers });
  } catch (error) {
    next(error);
  }
}
