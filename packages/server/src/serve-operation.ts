import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorDetail } from '@p2core/types';
import type { Request } from 'express';
import { badRequest } from './contract-error.js';
import { isLate } from './late.js';
import type { Match } from './match-path.js';
import type { Operation } from './operation.js';
import { type Authenticate, authenticateRequest, type Principal } from './request/authenticate.js';
import { mergeFilters } from './request/merge-filters.js';
import { readContent } from './request/read-content.js';
import { readHeaders } from './request/read-headers.js';
import { readPath } from './request/read-path.js';
import { type Query, readQuery } from './request/read-query.js';
import { validateRequest } from './request/validate-request.js';
import type { ErrorResult, PlainResult } from './response/answer.js';
import { negotiate } from './response/negotiate.js';
import type { Responder } from './response/responder.js';
import { waitForTurn } from './turn.js';

/** A handler with its types widened. The responder checks what it returns. */
export type AnyHandler = (
  request: object,
  context: object,
) => PlainResult | ErrorResult | Promise<PlainResult | ErrorResult>;

/** What serves one operation. */
export interface ServedOperation<P extends Principal> {
  operation: Operation;
  handler: AnyHandler;
  authenticate: Authenticate<P>;
  responder: Responder;
}

/** Answers a request that is for one of the contract's paths. */
export type Serve = (
  request: IncomingMessage,
  response: ServerResponse,
  match: Match,
) => void | Promise<void>;

/**
 * Serves one operation in these steps: authenticate, read the content, validate, negotiate, handle, answer. Content is
 * read only after authentication, and the handler runs only where `Accept` allows its answer.
 */
export function serveOperation<P extends Principal>(served: ServedOperation<P>): Serve {
  const { operation, handler, authenticate, responder } = served;
  return async (request, response, match) => {
    try {
      await waitForTurn(request, response);
      if (request.socket.destroyed) return;
      const principal = await authenticateRequest(request, operation, authenticate);
      const { parameters, headers, body, hasContent } = await readRequest(
        request,
        operation,
        match,
      );
      const mediaType = negotiate(request, operation);
      const validRequest = { parameters, headers, ...(body !== undefined && { body }) };
      const result = await handler(validRequest, contextOf(request, response, principal));
      if (isLate(response)) return;
      const isOfThePast = Number(parameters.timestamp) < Math.floor(Date.now() / 1000);
      responder.sendResult(request, response, result, {
        operation,
        mediaType,
        hasContent,
        isOfThePast,
      });
    } catch (error) {
      responder.sendError(request, response, error, operation);
    }
  };
}

interface ReadRequest {
  parameters: Query;
  headers: Readonly<Record<string, string>>;
  /** `undefined` where the content is read as query parameters (R3). */
  body: unknown;
  /** Whether query parameters came as content (R3); a JSON `null` is none. */
  hasContent: boolean;
}

async function readRequest(
  request: IncomingMessage,
  operation: Operation,
  match: Match,
): Promise<ReadRequest> {
  const details: ErrorDetail[] = [];
  const isFilter = operation.requestBody?.queryTwin != null;
  const read = await readContent(request, operation, details);
  const content = isFilter && read?.value === null ? undefined : read;
  const query = readQuery(request, operation, details);
  const path = readPath(match, details);
  const headers = readHeaders(request, operation);
  validateRequest(operation, { path, query, headers, content }, details);
  const filters = isFilter ? mergeFilters(operation, query, content?.value, details) : query;
  if (details.length > 0) throw badRequest(...details);
  return {
    parameters: { ...path, ...filters },
    headers,
    body: isFilter ? undefined : content?.value,
    hasContent: isFilter && content !== undefined,
  };
}

function contextOf(
  request: IncomingMessage,
  response: ServerResponse,
  principal: object | undefined,
): object {
  let controller: AbortController | undefined;
  return {
    principal,
    method: request.method,
    /** Express works it out when it is asked for. */
    get address(): string {
      return (request as Request).ip ?? request.socket.remoteAddress ?? '';
    },
    /** Made only when a handler asks for it: most do not, and it is not cheap. */
    get signal(): AbortSignal {
      controller ??= abortWhenLeft(response);
      return controller.signal;
    },
  };
}

function abortWhenLeft(response: ServerResponse): AbortController {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableEnded || isLate(response)) controller.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller;
}
