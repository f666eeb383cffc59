import { type ErrorCode, pathPrefix } from '@p2core/types';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { badRequest, ContractError } from './contract-error.js';
import { contractCors } from './cors.js';
import { type Handlers, unimplemented } from './handler.js';
import { consoleLogger, type Logger } from './logger.js';
import { allowByPath, type Operation, operationsByPath } from './operation.js';
import type { Authenticate, Principal } from './request/authenticate.js';
import { validateHost } from './request/validate-host.js';
import { compileRequestValidator } from './request/validate-request.js';
import { createResponder, type Responder } from './response/responder.js';
import { writeAnswer } from './response/write-answer.js';
import { type AnyHandler, type ServedOperation, serveOperation } from './serve-operation.js';

/** What a server brings to the contract. */
export interface ContractRouterOptions<P extends Principal> {
  /** One handler for each operation. */
  handlers: Handlers<P>;
  /** Finds the principal of a bearer token. */
  authenticate: Authenticate<P>;
  /** Told of each failure that the client only sees as a 500. By default each is a line of JSON on standard error. */
  logger?: Logger;
  /** Whether answers are validated before they leave. On by default. */
  validateAnswers?: boolean;
  /**
   * What every request under the contract's path meets first, such as a rate limiter. A `ContractError` that one of
   * them throws, or hands to `next`, is the answer.
   */
  middleware?: RequestHandler[];
}

/**
 * Makes an Express router that serves the contract's operations: it matches, authenticates, reads and validates each
 * request, calls the handler, and validates and writes the answer. Mount it at the root, before anything that parses
 * bodies. Throws where the contract cannot be compiled or a handler is missing.
 *
 * @example
 * const app = express();
 * app.use(await createContractRouter({ handlers, authenticate }));
 */
export async function createContractRouter<P extends Principal>({
  handlers,
  authenticate,
  logger = consoleLogger,
  validateAnswers = true,
  middleware = [],
}: ContractRouterOptions<P>): Promise<Router> {
  const responder = createResponder(logger, validateAnswers);
  const chain = { authenticate, responder, validateRequest: compileRequestValidator() };
  const router = express.Router({ caseSensitive: true, strict: false });
  router.use(pathPrefix, contractCors, demandHost(responder), ...middleware);

  for (const [path, operations] of operationsByPath) {
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const operation of operations) {
      const method = operation.method.toLowerCase() as 'get';
      route[method](serve(operation, handlers, chain));
    }
    const headers = { Allow: allowByPath.get(path) ?? '' };
    route.options((request, response) => writeAnswer(request, response, { status: 204, headers }));
    route.all(refuse('P2CORE_METHOD_NOT_ALLOWED', responder, operations[0]));
  }

  router.use(pathPrefix, refuse('P2CORE_NOT_FOUND', responder, undefined));
  router.use(pathPrefix, refuseUnroutable(responder));
  return router;
}

function serve<P extends Principal>(
  operation: Operation,
  handlers: Handlers<P>,
  chain: Omit<ServedOperation<P>, 'operation' | 'handler'>,
): RequestHandler {
  const { operationId, optional } = operation;
  const handler = handlers[operationId];
  if (handler === unimplemented)
    return refuse('P2CORE_NOT_IMPLEMENTED', chain.responder, undefined);
  if (handler === undefined && optional) {
    return refuse('P2CORE_ROUTE_NOT_OFFERED', chain.responder, operation);
  }
  if (typeof handler !== 'function') {
    throw new TypeError(`handlers.${operationId} must be a function or unimplemented`);
  }
  return serveOperation({ ...chain, operation, handler: handler.bind(handlers) as AnyHandler });
}

/** Answers each request with the same error. `operation` is `undefined` where none takes the request. */
function refuse(
  code: ErrorCode,
  responder: Responder,
  operation: Operation | undefined,
): RequestHandler {
  const error = new ContractError(code);
  return (request, response) => responder.sendError(request, response, error, operation);
}

/** Express itself fails on a path that is not well-formed percent-encoding. */
function refuseUnroutable(responder: Responder): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const detail = { path: '/params', message: 'is not well-formed percent-encoding' };
    const answered = error instanceof URIError ? badRequest(detail) : error;
    responder.sendError(request, response, answered, undefined);
  };
}

function demandHost(responder: Responder): RequestHandler {
  return (request, response, next) => {
    const fault = validateHost(request);
    if (fault === undefined) next();
    else responder.sendError(request, response, badRequest(fault), undefined);
  };
}
