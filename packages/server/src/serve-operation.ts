import type { ErrorDetail } from '@p2core/types';
import type { Request, RequestHandler, Response } from 'express';
import { badRequest } from './contract-error.js';
import { isLate } from './late.js';
import type { Operation } from './operation.js';
import { type Authenticate, authenticateRequest, type Principal } from './request/authenticate.js';
import { mergeFilters } from './request/merge-filters.js';
import { readContent } from './request/read-content.js';
import { readQuery } from './request/read-query.js';
import type { ValidateRequest } from './request/validate-request.js';
import type { ErrorResult, PlainResult } from './response/answer.js';
import { negotiate } from './response/negotiate.js';
import type { Responder } from './response/responder.js';
import { waitForTurn } from './turn.js';

/** A handler as the chain calls it, its types widened. What it really returns is for the responder to find out. */
export type AnyHandler = (
  request: object,
  context: object,
) => PlainResult | ErrorResult | Promise<PlainResult | ErrorResult>;

/** What one operation is served with. */
export interface ServedOperation<P extends Principal> {
  operation: Operation;
  handler: AnyHandler;
  authenticate: Authenticate<P>;
  validateRequest: ValidateRequest;
  responder: Responder;
}

/**
 * The way of a request through one operation: authenticate, read the content, validate, negotiate, handle, answer.
 * Nothing is read of a stranger's request, and nothing is done that could not be answered.
 */
export function serveOperation<P extends Principal>(served: ServedOperation<P>): RequestHandler {
  const { operation, handler, authenticate, responder } = served;
  return async (request, response) => {
    try {
      await waitForTurn(request, response);
      if (request.socket.destroyed) return;
      const principal = await authenticateRequest(request, operation, authenticate);
      const validRequest = await readRequest(request, served);
      const mediaType = negotiate(request, operation);
      const result = await handler(validRequest, contextOf(request, response, principal));
      if (isLate(response)) return;
      responder.sendResult(request, response, result, operation, mediaType);
    } catch (error) {
      responder.sendError(request, response, error, operation);
    }
  };
}

async function readRequest<P extends Principal>(
  request: Request,
  { operation, validateRequest }: ServedOperation<P>,
): Promise<object> {
  const details: ErrorDetail[] = [];
  const path = request.params as Record<string, string>;
  const content = await readContent(request, operation, details);
  const query = readQuery(request, operation, details);
  validateRequest(operation, { path, query, content }, details);
  const isFilter = operation.method === 'GET';
  const filters = isFilter ? mergeFilters(operation, query, content?.value, details) : query;
  if (details.length > 0) throw badRequest(...details);
  const parameters = { ...path, ...filters };
  return isFilter ? { parameters } : { parameters, body: content?.value };
}

function contextOf(request: Request, response: Response, principal: object | undefined): object {
  let controller: AbortController | undefined;
  return {
    principal,
    method: request.method,
    /** Made for the handlers that ask for it: most do not, and it is not cheap. */
    get signal(): AbortSignal {
      controller ??= abortWhenLeft(response);
      return controller.signal;
    },
  };
}

function abortWhenLeft(response: Response): AbortController {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableEnded || isLate(response)) controller.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller;
}
