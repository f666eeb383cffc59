import { schemas } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { ContractError } from '../contract-error.js';
import { allOperations, type Operation } from '../operation.js';
import type { Content } from './read-content.js';

/** What of a request is validated: the parts that the contract describes, and nothing else of it. */
export interface RequestParts {
  path: Record<string, string>;
  /** The parameters that the operation knows. */
  query: Record<string, string>;
  content: Content | undefined;
}

/** Throws a 400 whose `details` name each thing in which the request breaks the contract's schemas. */
export type ValidateRequest = (operation: Operation, parts: RequestParts) => Promise<void>;

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
  const middleware = OpenApiValidator.middleware({
    apiSpec: specification as never,
    validateRequests: { allowUnknownQueryParameters: true, allErrors: true },
    validateResponses: false,
    validateSecurity: false,
    fileUploader: false,
  }).find(({ name }) => name === 'requestMiddleware') as RequestHandler | undefined;
  if (middleware === undefined) {
    throw new Error('express-openapi-validator has no requestMiddleware; its version is pinned');
  }

  const validate: ValidateRequest = async (operation, parts) => {
    const error = await run(middleware, asExpressRequest(specification, operation, parts));
    if (error === undefined) return;
    const { status, errors } = error as ValidatorError;
    if (status !== 400) throw error;
    throw new ContractError('P2CORE_BAD_REQUEST', {
      details: (errors ?? []).slice(0, 100).map(({ path, message }) => ({
        path,
        message: readable(message),
      })),
      cause: error,
    });
  };

  for (const operation of allOperations) {
    for (const content of possibleContents(operation)) {
      await validate(operation, { path: {}, query: {}, content }).catch((error: unknown) => {
        if (!(error instanceof ContractError)) throw error;
      });
    }
  }
  return validate;
}

const expectations = Object.values(schemas).flatMap((schema) =>
  'pattern' in schema && 'x-p2-expected' in schema
    ? [{ pattern: schema.pattern, expected: schema['x-p2-expected'] }]
    : [],
);

/** A pattern tells a program what is wrong, not a person: the contract says the same in words. */
function readable(message: string): string {
  const known = expectations.find(({ pattern }) => message === `must match pattern "${pattern}"`);
  return known ? `must be ${known.expected}` : message;
}

function possibleContents({ requestBody }: Operation): Array<Content | undefined> {
  const contents = requestBody?.mediaTypes.map((mediaType) => ({ mediaType, value: null })) ?? [];
  return requestBody?.required ? contents : [undefined, ...contents];
}

function run(middleware: RequestHandler, request: Request): Promise<unknown> {
  return new Promise((resolve) => {
    const next: NextFunction = (error?: unknown) => resolve(error);
    middleware(request, {} as Response, next);
  });
}

function asExpressRequest(
  specification: typeof document,
  operation: Operation,
  { path, query, content }: RequestParts,
): Request {
  return {
    method: operation.method,
    path: operation.path,
    originalUrl: operation.path,
    query,
    params: path,
    headers: content === undefined ? {} : { 'content-type': content.mediaType },
    body: content?.value,
    openapi: {
      expressRoute: operation.path,
      openApiRoute: operation.path,
      pathParams: path,
      schema: specification.paths[operation.path]?.[operation.method.toLowerCase()],
    },
  } as unknown as Request;
}
