import type { ErrorDetail } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { Request, Response } from 'express';
import { RequestValidator } from 'express-openapi-validator/dist/middlewares/openapi.request.validator.js';
import { allOperations, type Operation } from '../operation.js';
import { expectationsOf } from './expectations.js';
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
) => void;

const otherValidator =
  'this express-openapi-validator works in another way: install the version that @p2core/server pins';

interface ValidatorError {
  status?: number;
  errors?: FoundError[];
}

interface FoundError {
  path: string;
  message: string;
  errorCode?: string;
}

/**
 * Compiles the contract's request schemas with express-openapi-validator, of which only the validator of requests is
 * used and loaded: what else it brings makes a start much slower. This file alone knows it. It is handed a plain object
 * in place of Express' request, so that its cache key holds nothing that a client chooses, and what it changes about a
 * request reaches nobody. Of the contract it is given what requests refer to, for at each operation and media type it
 * walks through all that it has. Every operation is tried once, so that a fault of the contract shows at the start and
 * not at the first request, and so does a validator that has become another one and would let everything pass.
 */
export function compileRequestValidator(): ValidateRequest {
  if (typeof RequestValidator?.prototype?.validate !== 'function') throw new Error(otherValidator);
  const { openapi, paths, components } = structuredClone(document);
  const { schemas, parameters } = components;
  const specification = { openapi, paths: {}, components: { schemas, parameters } };
  const validator = new RequestValidator(specification as never, {
    allErrors: true,
    allowUnknownQueryParameters: true,
    ajvFormats: { mode: 'fast' },
    formats: {},
    strict: false,
    validateSchema: false,
  });

  const violations = (operation: Operation, parts: RequestParts): ErrorDetail[] => {
    try {
      const request = asExpressRequest(paths, operation, parts);
      validator.validate(request as never, {} as Response, () => {});
      return [];
    } catch (error) {
      const { status, errors } = error as ValidatorError;
      if (status !== 400 || errors === undefined) throw error;
      return detailsOf(operation, errors);
    }
  };

  const mayBeEmpty = new Set<Operation>();
  for (const operation of allOperations) {
    const contents = operation.requestBody?.mediaTypes.map((type) => ({
      mediaType: type,
      value: null,
    }));
    for (const content of [undefined, ...(contents ?? [])]) {
      const found = violations(operation, { path: {}, query: {}, content });
      if (found.length > 0) continue;
      if (content !== undefined) throw new Error(otherValidator);
      mayBeEmpty.add(operation);
    }
  }

  return (operation, parts, details) => {
    if (isEmpty(parts) && mayBeEmpty.has(operation)) return;
    const contentIsUnreadable = details.some(({ path }) => path === '/body');
    const found = violations(operation, parts);
    details.push(...found.filter(({ path }) => !(contentIsUnreadable && path.startsWith('/body'))));
  };
}

function isEmpty({ path, query, content }: RequestParts): boolean {
  if (content !== undefined) return false;
  for (const _name in path) return false;
  for (const _name in query) return false;
  return true;
}

const expectations = new Map(
  allOperations.map((operation) => [operation, expectationsOf(operation)]),
);

/** One detail for each place, in the contract's words where it has some. */
function detailsOf(operation: Operation, errors: readonly FoundError[]): ErrorDetail[] {
  const details = new Map<string, ErrorDetail>();
  for (const { path, message, errorCode } of errors) {
    const expected = expectations.get(operation)?.get(path);
    const isMissing = errorCode?.startsWith('required.');
    if (expected !== undefined && !isMissing) {
      details.set(path, { path, message: `must be ${expected}` });
    } else {
      details.set(`${path} ${message}`, { path, message });
    }
  }
  return [...details.values()];
}

/** Where required content is missing, express-openapi-validator must be told a type all the same, or it answers 415. */
function asExpressRequest(
  paths: typeof document.paths,
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
      schema: paths[route]?.[method.toLowerCase()],
    },
  } as unknown as Request;
}
