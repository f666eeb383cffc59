import { pathPrefix } from '@p2core/types';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { badRequest, ContractError } from './contract-error.js';
import { contractCors } from './cors.js';
import type { Handlers } from './handler.js';
import { type Logger, silentLogger } from './logger.js';
import { type Operation, operationsByPath } from './operation.js';
import type { Authenticate, Principal } from './request/authenticate.js';
import { compileRequestValidator } from './request/validate-request.js';
import { createResponder, type Responder } from './response/responder.js';
import { type ServedOperation, serveOperation } from './serve-operation.js';

/** What a server brings to the contract. */
export interface ContractRouterOptions<P extends Principal> {
  /** One handler for each operation. */
  handlers: Handlers<P>;
  /** Finds the principal of a bearer token. */
  authenticate: Authenticate<P>;
  /** Told of each failure that the client only sees as a 500. Nothing is logged without it. */
  logger?: Logger;
  /** Whether answers are validated before they leave. On by default. */
  validateAnswers?: boolean;
}

/**
 * Makes an Express router that serves the contract's operations: it matches, authenticates, reads and validates each
 * request, calls the handler, and validates and writes the answer. Mount it at the root, before anything that parses
 * bodies. Throws where the contract cannot be compiled.
 *
 * @example
 * const app = express();
 * app.use(await createContractRouter({ handlers, authenticate }));
 */
export async function createContractRouter<P extends Principal>({
  handlers,
  authenticate,
  logger = silentLogger,
  validateAnswers = true,
}: ContractRouterOptions<P>): Promise<Router> {
  const validateRequest = await compileRequestValidator();
  const responder = createResponder(logger, validateAnswers);
  const router = express.Router({ caseSensitive: true, strict: false });
  router.use(pathPrefix, contractCors);

  for (const [path, operations] of operationsByPath) {
    const route = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const operation of operations) {
      const handler = handlers[operation.operationId] as ServedOperation<P>['handler'];
      const served: ServedOperation<P> = {
        operation,
        handler,
        authenticate,
        validateRequest,
        responder,
      };
      route[operation.method.toLowerCase() as 'get'](serveOperation(served));
    }
    const allow = allowedMethods(operations);
    route.options((_request, response) => {
      response.writeHead(204, { Allow: allow }).end();
    });
    route.all((request, response) => {
      const error = new ContractError('P2CORE_METHOD_NOT_ALLOWED', { headers: { Allow: allow } });
      responder.sendError(request, response, error, operations[0]);
    });
  }

  router.use(pathPrefix, (request, response) => {
    responder.sendError(request, response, new ContractError('P2CORE_NOT_FOUND'), undefined);
  });
  router.use(pathPrefix, unroutableRequest(responder));
  return router;
}

function allowedMethods(operations: readonly Operation[]): string {
  const methods = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : method));
  return [...methods, 'OPTIONS'].join(', ');
}

/** Express itself fails on a path that is not well-formed percent-encoding. */
function unroutableRequest(responder: Responder): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const isMalformed = error instanceof URIError || error?.status === 400;
    const answered = isMalformed
      ? badRequest('/params', 'is not well-formed percent-encoding')
      : error;
    responder.sendError(request, response, answered, undefined);
  };
}
