import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  allOperations,
  belowPrefix,
  type ErrorCode,
  matchBelowPrefix,
  type Operation,
  type OperationId,
  operationsByPath,
  type Page,
  pages,
  pathPrefix,
  type RequiredPage,
} from '@p2core/types';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { allowByPath } from './allow.js';
import { badRequest, ContractError } from './contract-error.js';
import { isPreflight, setCorsFields } from './cors.js';
import { type Handlers, unimplemented } from './handler.js';
import { consoleLogger, type Logger } from './logger.js';
import { pathOf } from './path-of.js';
import type { Authenticate, Principal } from './request/authenticate.js';
import { validateHost } from './request/validate-host.js';
import { createResponder, type Responder } from './response/responder.js';
import { writeAnswer } from './response/write-answer.js';
import { expressPath } from './route-of.js';
import {
  type AnyHandler,
  type Serve,
  type ServedOperation,
  serveOperation,
} from './serve-operation.js';

/** The parts that a server adds to the contract. */
export interface ContractRouterOptions<P extends Principal, Offered extends Page = RequiredPage> {
  /** One handler for each operation of the pages that the server offers. */
  handlers: Handlers<P, Offered>;
  /**
   * The pages that the server offers besides `core-foreign`, which every server has (R25). It answers
   * `P2CORE_ROUTE_NOT_OFFERED` to operations of the others.
   */
  pages?: readonly Offered[];
  /** Finds the principal of a bearer token. */
  authenticate: Authenticate<P>;
  /** Receives each failure that the client sees only as a 500. Default: each is a line of JSON on standard error. */
  logger?: Logger;
  /** Whether answers are validated before they leave. On by default. */
  validateAnswers?: boolean;
  /**
   * Middleware that runs first for every request under the contract's path, such as a rate limiter. If one throws a
   * `ContractError`, or passes it to `next`, the client gets it as the answer.
   */
  middleware?: RequestHandler[];
}

/**
 * The contract's routes: a middleware for Express, and for every framework that passes on Node's own request and
 * response. It calls `next` for a request that is not under the contract's path.
 */
export type ContractRouter = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Makes an Express middleware that serves the contract's operations: it matches, authenticates, reads and validates
 * each request, calls the handler, and validates and writes the answer. Mount it at the root, before anything that
 * parses bodies. Requests that are not under the contract's path go on to `next`. Throws a `TypeError` if a handler is
 * missing or a page is unknown.
 *
 * @example
 * const app = express();
 * app.use(await createContractRouter({ handlers, authenticate }));
 */
export async function createContractRouter<
  P extends Principal,
  Offered extends Page = RequiredPage,
>({
  handlers,
  pages: offered = [],
  authenticate,
  logger = consoleLogger,
  validateAnswers = true,
  middleware = [],
}: ContractRouterOptions<P, Offered>): Promise<ContractRouter> {
  const responder = createResponder(logger, validateAnswers);
  const served: AnyHandlers = handlers;
  const routes = createRoutes(offeredIn(served, offered), { authenticate, responder });
  const notFound = refuse('P2CORE_NOT_FOUND', responder, undefined);

  /** `rest` is the path after the contract's prefix. */
  const serve = (request: IncomingMessage, response: ServerResponse, rest: string) => {
    const match = matchBelowPrefix(rest);
    const route = match && routes.get(match.path);
    if (route === undefined) return notFound(request, response);
    (request as { route?: unknown }).route = route.shown;
    const serveMethod = route.methods.get(request.method ?? '') ?? route.otherMethod;
    return serveMethod(request, response, match as NonNullable<typeof match>);
  };
  const enter =
    middleware.length === 0 ? undefined : await createEntrance(middleware, serve, responder);

  return (request, response, next) => {
    const rest = belowPrefix(pathOf(request) ?? '');
    if (rest === undefined) return next();
    setCorsFields(request, response);
    const fault = validateHost(request);
    if (fault !== undefined) {
      return responder.sendError(request, response, badRequest(fault), undefined);
    }
    return enter === undefined
      ? serve(request, response, rest)
      : enter(request as Request, response as Response, next);
  };
}

/** A path of the contract, with the function that answers each method. */
interface Route {
  /** The path as Express writes it, as `request.route`: for middleware that counts requests by it. */
  shown: { readonly path: string };
  methods: ReadonlyMap<string, Serve>;
  otherMethod: Serve;
}

type Chain<P extends Principal> = Omit<ServedOperation<P>, 'operation' | 'handler'>;

/** Handlers with their types widened. */
type AnyHandlers = { readonly [Id in OperationId]?: unknown };

/**
 * The handlers of the operations that a server offers: those of its pages. It offers an optional operation only where it
 * has a handler for it and offers its companion (R18, R25).
 */
function offeredIn(handlers: AnyHandlers, offered: readonly Page[]): AnyHandlers {
  for (const page of offered) {
    if (!Object.hasOwn(pages, page)) throw new TypeError(`there is no page ${page}`);
  }
  const isOffered = ({ page, offeredWith }: Operation) =>
    (pages[page].required || offered.includes(page)) &&
    (offeredWith === null || handlers[offeredWith] !== undefined);
  const found = allOperations.filter(isOffered).flatMap((operation) => {
    const { operationId, optional } = operation;
    const handler = handlers[operationId];
    if (handler === undefined && optional) return [];
    if (handler === unimplemented) return [[operationId, handler]];
    if (typeof handler !== 'function') {
      throw new TypeError(`handlers.${operationId} must be a function or unimplemented`);
    }
    return [[operationId, handler.bind(handlers)]];
  });
  return Object.fromEntries(found);
}

function createRoutes<P extends Principal>(
  handlers: AnyHandlers,
  chain: Chain<P>,
): ReadonlyMap<string, Route> {
  return new Map(
    [...operationsByPath].map(([path, operations]) => {
      const methods = new Map<string, Serve>();
      for (const operation of operations) {
        const serve = serverOf(operation, handlers, chain);
        methods.set(operation.method, serve);
        if (operation.method === 'GET') methods.set('HEAD', serve);
      }
      if (!methods.has('OPTIONS')) methods.set('OPTIONS', answerOptions(path));
      const otherMethod = refuse('P2CORE_METHOD_NOT_ALLOWED', chain.responder, operations[0]);
      const shown = Object.freeze({ path: expressPath(path) });
      return [path, { shown, methods, otherMethod }];
    }),
  );
}

/** OPTIONS of a path that has no such operation (R21). */
function answerOptions(path: string): Serve {
  const headers = { Allow: allowByPath.get(path) ?? '' };
  return (request, response) => writeAnswer(request, response, { status: 204, headers });
}

/** Answers a preflight request also where the operation by OPTIONS is not offered or has no handler yet (R33). */
function unlessPreflight(refused: Serve, path: string): Serve {
  const preflight = answerOptions(path);
  return (request, response, match) =>
    (isPreflight(request) ? preflight : refused)(request, response, match);
}

function serverOf<P extends Principal>(
  operation: Operation,
  handlers: AnyHandlers,
  chain: Chain<P>,
): Serve {
  const handler = handlers[operation.operationId];
  if (typeof handler === 'function' && handler !== unimplemented) {
    return serveOperation({ ...chain, operation, handler: handler as AnyHandler });
  }
  const refused =
    handler === unimplemented
      ? refuse('P2CORE_NOT_IMPLEMENTED', chain.responder, undefined)
      : refuse('P2CORE_ROUTE_NOT_OFFERED', chain.responder, operation);
  return operation.method === 'OPTIONS' ? unlessPreflight(refused, operation.path) : refused;
}

/** Answers each request with the same error. `operation` is `undefined` where the contract has none for the request. */
function refuse(
  code: ErrorCode,
  responder: Responder,
  operation: Operation | undefined,
): (request: IncomingMessage, response: ServerResponse) => void {
  const error = new ContractError(code);
  return (request, response) => responder.sendError(request, response, error, operation);
}

/**
 * Runs the middleware in Express' own router, so that it can use all that Express provides. Only this function loads
 * Express: a server without it starts in half the time.
 */
async function createEntrance(
  middleware: readonly RequestHandler[],
  serve: (request: IncomingMessage, response: ServerResponse, rest: string) => void,
  responder: Responder,
): Promise<RequestHandler> {
  const { Router } = await import('express');
  const entrance = Router({ caseSensitive: true });
  const served: RequestHandler = (request, response) => {
    serve(request, response, pathOf(request) ?? '');
  };
  const failed: ErrorRequestHandler = (error, request, response, _next) => {
    responder.sendError(request, response, error, undefined);
  };
  entrance.use(pathPrefix, ...middleware, served, failed);
  return entrance;
}
