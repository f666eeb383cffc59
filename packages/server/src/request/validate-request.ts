import { type ErrorDetail, schemas } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { allOperations, type Operation } from '../operation.js';
import type { Content } from './read-content.js';

/** What of a request is validated: the parts that the contract describes, and nothing else of it. */
export interface RequestParts {
  path: Record<string, string>;
  /** The parameters that the operation knows. */
  query: Record<string, string>;
  content: Content | undefined;
}

/** Adds to `details` each thing in which the request breaks the contract's schemas. */
export type ValidateRequest = (
  operation: Operation,
  parts: RequestParts,
  details: ErrorDetail[],
) => Promise<void>;

interface ValidatorError {
  status?: number;
  errors?: Array<{ path: string; message: string }>;
}

/**
 * Compiles the contract's request schemas with express-openapi-validator, of which only the middleware that validates
 * requests is used. This file alone knows it. It is handed a plain object in place of Express' request, so that its
 * cache key holds nothing that a client chooses, and what it changes about a request reaches nobody. Every operation is
 * tried once, so that a fault of the contract shows at the start and not at the first request.
 */
export async function compileRequestValidator(): Promise<ValidateRequest> {
  const specification = structuredClone(document);
  const middlewares = OpenApiValidator.middleware({
    apiSpec: specification as never,
    validateRequests: { allowUnknownQueryParameters: true, allErrors: true },
    validateResponses: false,
    validateSecurity: false,
    fileUploader: false,
  });
  await load(middlewareNamed('pathParamsMiddleware', middlewares));
  const middleware = middlewareNamed('requestMiddleware', middlewares);

  const violations = async (operation: Operation, parts: RequestParts): Promise<ErrorDetail[]> => {
    const error = await run(middleware, asExpressRequest(specification, operation, parts));
    if (error === undefined) return [];
    const { status, errors } = error as ValidatorError;
    if (status !== 400 || errors === undefined) throw error;
    return errors.map(({ path, message }) => ({ path, message: readable(message) }));
  };

  const mayBeEmpty = new Set<Operation>();
  for (const operation of allOperations) {
    const contents = operation.requestBody?.mediaTypes.map((type) => ({
      mediaType: type,
      value: null,
    }));
    for (const content of [undefined, ...(contents ?? [])]) {
      const found = await violations(operation, { path: {}, query: {}, content });
      if (content === undefined && found.length === 0) mayBeEmpty.add(operation);
    }
  }

  return async (operation, parts, details) => {
    if (isEmpty(parts) && mayBeEmpty.has(operation)) return;
    const contentIsUnreadable = details.some(({ path }) => path === '/body');
    const found = await violations(operation, parts);
    details.push(...found.filter(({ path }) => !(contentIsUnreadable && path.startsWith('/body'))));
  };
}

function middlewareNamed(name: string, middlewares: RequestHandler[]): RequestHandler {
  const middleware = middlewares.find((candidate) => candidate.name === name);
  if (middleware === undefined) {
    throw new Error(`express-openapi-validator has no ${name}; its version is pinned`);
  }
  return middleware;
}

/** Waits until express-openapi-validator has read the contract. The first middleware alone says where that failed. */
async function load(pathParamsMiddleware: RequestHandler): Promise<void> {
  const error = await run(pathParamsMiddleware, { app: { param() {} } } as unknown as Request);
  if (error !== undefined) throw error;
}

function isEmpty({ path, query, content }: RequestParts): boolean {
  if (content !== undefined) return false;
  for (const _name in path) return false;
  for (const _name in query) return false;
  return true;
}

const expectations = new Map(
  Object.values(schemas).flatMap((schema) =>
    'pattern' in schema && 'x-p2-expected' in schema
      ? [[`must match pattern "${schema.pattern}"`, `must be ${schema['x-p2-expected']}`]]
      : [],
  ),
);

/** A pattern tells a program what is wrong, not a person: the contract says the same in words. */
function readable(message: string): string {
  return expectations.get(message) ?? message;
}

function run(middleware: RequestHandler, request: Request): Promise<unknown> {
  return new Promise((resolve) => {
    const next: NextFunction = (error?: unknown) => resolve(error);
    middleware(request, {} as Response, next);
  });
}

/** Where required content is missing, express-openapi-validator must be told a type all the same, or it answers 415. */
function asExpressRequest(
  specification: typeof document,
  { method, path: route, requestBody }: Operation,
  { path, query, content }: RequestParts,
): Request {
  const mediaType = content?.mediaType ?? (requestBody?.required && requestBody.mediaTypes[0]);
  return {
    method,
    path: route,
    originalUrl: route,
    query: { ...query },
    params: path,
    headers: mediaType ? { 'content-type': mediaType } : {},
    body: content?.value,
    openapi: {
      expressRoute: route,
      openApiRoute: route,
      pathParams: { ...path },
      schema: specification.paths[route]?.[method.toLowerCase()],
    },
  } as unknown as Request;
}
