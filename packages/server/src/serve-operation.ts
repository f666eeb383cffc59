import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorDetail, Operation, PathMatch } from '@p2core/types';
import { badRequest } from './contract-error.js';
import { isPromise } from './is-promise.js';
import { isLate } from './late.js';
import { type Authenticate, authenticateRequest, type Principal } from './request/authenticate.js';
import { announcesContent } from './request/header-fields.js';
import { mergeFilters } from './request/merge-filters.js';
import { type Content, noContent, readContent } from './request/read-content.js';
import { readHeaders } from './request/read-headers.js';
import { readPath } from './request/read-path.js';
import { type Query, readQuery } from './request/read-query.js';
import { validateRequest } from './request/validate-request.js';
import { HandlerContext } from './request-context.js';
import type { AnyErrorResult, AnyPlainResult } from './response/answer.js';
import { negotiate } from './response/negotiate.js';
import type { Responder } from './response/responder.js';
import { waitForTurn } from './turn.js';

/** A handler with its types widened. The responder checks what it returns. */
export type AnyHandler = (
  request: object,
  context: object,
) => AnyPlainResult | AnyErrorResult | Promise<AnyPlainResult | AnyErrorResult>;

/** One operation with its handler and all that serves it. */
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
  match: PathMatch,
) => void | Promise<void>;

/**
 * Serves one operation in these steps: authenticate, read the content, validate, negotiate, handle, answer. Content is
 * read only after authentication, and the handler runs only where `Accept` allows its answer.
 */
export function serveOperation<P extends Principal>(served: ServedOperation<P>): Serve {
  const { operation, handler, authenticate, responder } = served;
  return async (request, response, match) => {
    try {
      const turn = waitForTurn(request, response);
      if (turn !== undefined) await turn;
      if (request.socket.destroyed) return;
      const found = authenticateRequest(request, operation, authenticate);
      const principal = isPromise(found) ? await found : found;
      const details: ErrorDetail[] = [];
      const read = announcesContent(request)
        ? await readContent(request, operation, details)
        : noContent(operation, details);
      const isFilter = hasFilter(operation);
      const content = isFilter && read?.value === null ? undefined : read;
      const validRequest = readRequest(request, operation, match, content, details);
      if (details.length > 0) {
        // To throw it would cost more than the validation.
        return responder.sendError(request, response, badRequest(...details), operation);
      }
      const mediaType = negotiate(request, operation);
      const context = new HandlerContext(request, response, principal);
      const made = handler(validRequest, context);
      const result = isPromise(made) ? await made : made;
      if (isLate(response)) return;
      responder.sendResult(request, response, result, {
        operation,
        mediaType,
        hasContent: isFilter && content !== undefined,
        isOfThePast: isPast(validRequest.parameters.timestamp),
      });
    } catch (error) {
      responder.sendError(request, response, error, operation);
    }
  };
}

/** A request as its handler gets it. */
interface ValidRequest {
  parameters: Query;
  headers: Readonly<Record<string, string>>;
  /** Absent where the content is read as query parameters (R3). */
  body?: unknown;
}

function isPast(timestamp: Query[string] | undefined): boolean {
  return timestamp !== undefined && Number(timestamp) < Math.floor(Date.now() / 1000);
}

/** Whether an operation's content is read as query parameters (R3); a JSON `null` is none then. */
function hasFilter({ requestBody }: Operation): boolean {
  return requestBody !== null && requestBody.queryTwin !== null;
}

/** Validates a request, and adds each of its faults to `details`. */
function readRequest(
  request: IncomingMessage,
  operation: Operation,
  match: PathMatch,
  content: Content | undefined,
  details: ErrorDetail[],
): ValidRequest {
  const query = readQuery(request, operation, details);
  const path = readPath(match, details);
  const headers = readHeaders(request, operation);
  validateRequest(operation, { path, query, header: headers, content }, details);
  const isFilter = hasFilter(operation);
  const filters = isFilter ? mergeFilters(operation, query, content?.value, details) : query;
  const parameters = { ...path, ...filters };
  return isFilter || content === undefined
    ? { parameters, headers }
    : { parameters, headers, body: content.value };
}
