import { type OperationId, pathPrefix } from '@p2core/types';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { ContractError } from './contract-error.js';
import { contractCors } from './cors.js';
import { type Handlers, unimplemented } from './handler.js';
import { type Logger, silentLogger } from './logger.js';
import { type Operation, operationsByPath } from './operation.js';
import { type Authenticate, authenticateRequest, type Principal } from './request/authenticate.js';
import { mergeFilters } from './request/merge-filters.js';
import { readContent } from './request/read-content.js';
import { compileRequestValidator, type ValidateRequest } from './request/validate-request.js';
import type { Result } from './response/answer.js';
import { negotiate } from './response/negotiate.js';
import { createResponder, type Responder } from './response/responder.js';

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

/** A handler as the router calls it, its types widened. */
type AnyHandler = (request: object, context: object) => unknown;

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
      const handler = handlers[operation.operationId as OperationId] as
        | AnyHandler
        | typeof unimplemented
        | undefined;
      route[operation.method.toLowerCase() as 'get'](
        serve({ operation, handler, authenticate, validateRequest, responder }),
      );
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

interface Served<P extends Principal> {
  operation: Operation;
  handler: AnyHandler | typeof unimplemented | undefined;
  authenticate: Authenticate<P>;
  validateRequest: ValidateRequest;
  responder: Responder;
}

function serve<P extends Principal>(served: Served<P>): RequestHandler {
  const { operation, responder } = served;
  return async (request, response) => {
    try {
      const mediaType = negotiate(request, operation);
      const result = await callHandler(served, request, response);
      if ('error' in result) {
        const { error, ...options } = result;
        responder.sendError(request, response, new ContractError(error, options), operation);
      } else {
        responder.sendResult(request, response, result, operation, mediaType);
      }
    } catch (error) {
      responder.sendError(request, response, error, operation);
    }
  };
}

type AnyResult =
  | Result
  | { error: ConstructorParameters<typeof ContractError>[0]; message?: string };

async function callHandler<P extends Principal>(
  { operation, handler, authenticate, validateRequest }: Served<P>,
  request: Request,
  response: Response,
): Promise<AnyResult> {
  if (handler === undefined) throw new ContractError('P2CORE_ROUTE_NOT_OFFERED');
  if (handler === unimplemented) throw new ContractError('P2CORE_NOT_IMPLEMENTED');
  const principal = await authenticateRequest(request, operation, authenticate);
  const content = await readContent(request, operation);
  const path = request.params as Record<string, string>;
  const query = request.query as Record<string, string>;
  await validateRequest(operation, { path, query, content });
  const isGet = operation.method === 'GET';
  const filters = mergeFilters(operation, pick(query, operation), isGet ? content?.value : {});

  const abort = new AbortController();
  response.once('close', () => abort.abort());
  return (await handler(
    { parameters: { ...path, ...filters }, body: isGet ? undefined : content?.value },
    { principal, method: request.method, signal: abort.signal },
  )) as AnyResult;
}

function pick(query: Record<string, string>, operation: Operation): Record<string, string> {
  return Object.fromEntries(
    operation.queryParameters
      .filter((name) => query[name] !== undefined)
      .map((name) => [name, query[name] as string]),
  );
}

function allowedMethods(operations: readonly Operation[]): string {
  const methods = operations.map(({ method }) => method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** Express itself fails on a path that is not well-formed percent-encoding. */
function unroutableRequest(responder: Responder): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const isClientError = error instanceof URIError || error?.status === 400;
    responder.sendError(
      request,
      response,
      isClientError ? new ContractError('P2CORE_NOT_FOUND', { cause: error }) : error,
      undefined,
    );
  };
}
