import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '@p2core/server';
import type { Request } from 'express';

/** An entry of the access log. It has no text of a request that failed: any part of that may hold a secret. */
export interface AccessEntry {
  /** The client's address; behind a trusted proxy, the one that the proxy names. */
  address: string | undefined;
  method: string | undefined;
  /** The path that is served, with its parameters' names; `undefined` for any other path. */
  route: string | undefined;
  /** The requested path without the query; `undefined` where the request failed. */
  path: string | undefined;
  /** `undefined` where the connection ended before the answer began. */
  status: number | undefined;
  /** Whether the whole answer was handed over to the operating system. */
  complete: boolean;
  milliseconds: number;
}

/** Calls `log` for each request when it has ended, whichever application answered it. */
export function observeAccess(log: (entry: AccessEntry) => void) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const start = performance.now();
    const { method } = request;
    const path = pathOf(request);
    const peer = request.socket.remoteAddress;
    response.once('close', () => {
      const { ip, route } = request as Partial<Request>;
      const status = response.headersSent ? response.statusCode : undefined;
      log({
        address: ip ?? peer,
        method,
        route: route?.path,
        path: status !== undefined && status < 400 ? path : undefined,
        status,
        complete: response.writableFinished,
        milliseconds: Math.round((performance.now() - start) * 10) / 10,
      });
    });
  };
}
