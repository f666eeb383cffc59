import type { ErrorCode } from '@p2core/types';
import type { Request, RequestHandler, Response } from 'express';
import { ContractError, type ContractErrorOptions } from './contract-error.js';
import { unimplemented } from './handler.js';
import type { Operation } from './operation.js';
import { type Authenticate, authenticateRequest, type Principal } from './request/authenticate.js';
import { mergeFilters } from './request/merge-filters.js';
import { readContent } from './request/read-content.js';
import { readQuery } from './request/read-query.js';
import { rejectRepeatedFields } from './request/repeated-fields.js';
import type { ValidateRequest } from './request/validate-request.js';
import type { Result } from './response/answer.js';
import { negotiate } from './response/negotiate.js';
import type { Responder } from './response/responder.js';

/** A handler as the chain calls it, its types widened. */
export type AnyHandler = (request: object, context: object) => unknown;

/** What one operation is served with. */
export interface ServedOperation<P extends Principal> {
  operation: Operation;
  /** `undefined` where an optional operation is left out. */
  handler: AnyHandler | typeof unimplemented | undefined;
  authenticate: Authenticate<P>;
  validateRequest: ValidateRequest;
  responder: Responder;
}

type ErrorResult = { error: ErrorCode } & ContractErrorOptions;

/**
 * The way of a request through one operation: authenticate, read the content, validate, negotiate, handle, answer.
 * Nothing is read of a stranger's request, and nothing is done that could not be answered.
 */
export function serveOperation<P extends Principal>(served: ServedOperation<P>): RequestHandler {
  const { operation, handler, responder } = served;
  return async (request, response) => {
    try {
      if (handler === undefined) throw new ContractError('P2CORE_ROUTE_NOT_OFFERED');
      if (handler === unimplemented) throw new ContractError('P2CORE_NOT_IMPLEMENTED');
      const principal = await authenticateRequest(request, operation, served.authenticate);
      const validRequest = await readRequest(request, served);
      const mediaType = negotiate(request, operation);
      const result = (await handler(validRequest, {
        principal,
        method: request.method,
        signal: closeSignal(response),
      })) as Result | ErrorResult;
      if ('error' in result) throw new ContractError(result.error, result);
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
  rejectRepeatedFields(request);
  const content = await readContent(request, operation);
  const path = request.params as Record<string, string>;
  const query = readQuery(request, operation);
  await validateRequest(operation, { path, query, content });
  const parameters = { ...path, ...query };
  if (operation.method !== 'GET') return { parameters, body: content?.value };
  return { parameters: { ...parameters, ...mergeFilters(operation, query, content?.value) } };
}

function closeSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
