/** The parts of the bundled contract that codegen reads. Every `$ref` points into `components`. */
export interface Contract {
  openapi: string;
  info: { title: string; version: string; description: string; contact?: { url: string } };
  externalDocs?: { url: string };
  servers: Array<{ url: string; variables?: Record<string, { default: string }> }>;
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, unknown>;
    [kind: string]: Record<string, unknown>;
  };
  'x-p2-pages': Array<{ page: string; required: boolean }>;
  'x-p2-error-codes': ErrorCodeEntry[];
}

type PathItem = Record<string, Operation>;

export interface ErrorCodeEntry {
  code: string;
  status: number;
  scope: 'operation' | 'any' | 'elsewhere';
  meaning: string;
  remedy: string;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security?: Array<Record<string, string[]>>;
  parameters?: Array<Parameter | Ref>;
  requestBody?: {
    description: string;
    required: boolean;
    content: Record<string, { schema: object }>;
    'x-p2-max-content-length': number;
  };
  responses: Record<string, Response | Ref>;
  'x-p2-default-content-type'?: string;
  'x-p2-page': string;
  'x-p2-optional'?: boolean;
  /** R25: an optional operation goes with another one. */
  'x-p2-offered-with'?: string;
  'x-p2-effect': 'reads' | 'changes' | 'creates' | 'destroys';
  'x-p2-errors': string[];
  'x-p2-rulings': string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: object;
  /** R3: required, in the query or in the body. */
  'x-p2-required-here-or-in-body'?: boolean;
}

export interface Response {
  description: string;
  headers?: Record<string, Header | Ref>;
  content?: Record<string, { schema: object }>;
  'x-p2-client-accepts'?: Array<number | 'empty'>;
}

export interface Header {
  required?: boolean;
  schema: { pattern?: string; default?: string };
  'x-p2-default-for-the-past'?: string;
}

export interface Ref {
  $ref: string;
}

/**
 * Follows a local `$ref` of the bundled contract, and returns any other value unchanged. The generated module
 * `@p2core/types/document` has the same function for its own copy of the contract.
 */
export function resolveRef<T extends object>(contract: Contract, node: T | Ref): T {
  if (!('$ref' in node)) return node;
  const [kind, name] = node.$ref.replace('#/components/', '').split('/') as [string, string];
  const target = contract.components[kind]?.[name];
  if (target === undefined) throw new Error(`the contract has no ${node.$ref}`);
  return target as T;
}

/** The roles that an operation demands: empty if any token will do, `null` if it needs no token. */
export function rolesOf(contract: Contract, { security }: Operation): string[] | null {
  if (security?.length === 0) return null;
  const schemes = contract.components.securitySchemes as Record<
    string,
    { 'x-p2-roles'?: string[] }
  >;
  return Object.keys(security?.[0] ?? {}).flatMap((name) => schemes[name]?.['x-p2-roles'] ?? []);
}

/** The answers of an operation by status, without `default`, which describes the errors of any request. */
export function responsesByStatus({ responses }: Operation): Array<[string, Response | Ref]> {
  return Object.entries(responses).filter(([status]) => status !== 'default');
}

/** The path under which all operations stand, without a slash at its end. */
export function pathPrefix({ paths }: Contract): string {
  const [first = [], ...others] = Object.keys(paths).map((path) => path.split('/'));
  const segments = first.filter((segment, index) =>
    others.every((other) => other[index] === segment),
  );
  return segments.join('/');
}

/** All operations of the contract, each with its path and upper-case method, in the order of the document. */
export function listOperations(
  contract: Contract,
): Array<{ path: string; method: string; operation: Operation }> {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  );
}
