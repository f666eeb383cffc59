import { type ErrorCode, type OperationId, operations, type Page, type Role } from '@p2core/types';

/** One entry of the generated table of operations, with the literal types widened so that code can loop over it. */
export interface Operation {
  operationId: OperationId;
  method: string;
  path: string;
  /** The page that it belongs to (R25). */
  page: Page;
  optional: boolean;
  /** It is offered only where this operation is, too (R25). */
  offeredWith: OperationId | null;
  /** The roles that the principal must have, all of them; `null` where the operation needs no authentication. */
  roles: readonly Role[] | null;
  queryParameters: readonly string[];
  /** Those of them that are lists: each may be repeated. */
  queryLists: readonly string[];
  /** Those of them that must come in the query or in the body (R3). */
  queryOrBody: readonly string[];
  /** The header fields that the handler gets. */
  headerParameters: readonly string[];
  requestBody: {
    required: boolean;
    mediaTypes: readonly string[];
    /** In octets. */
    maxContentLength: number;
    /** How the content may come in the query instead (R3): by its members, as a whole, or not. */
    queryTwin: 'members' | 'whole' | null;
  } | null;
  responses: Readonly<Record<string, ResponseDescription>>;
  errors: readonly ErrorCode[];
}

/** What the contract says of an operation's answer with one status. */
export interface ResponseDescription {
  mediaTypes: readonly string[];
  headers: Readonly<Record<string, HeaderDescription>>;
}

/** What the contract says of a header field of an answer. */
interface HeaderDescription {
  required: boolean;
  default: string | null;
  /** The default for a look-up of a past time (R23). */
  defaultForThePast?: string;
}

/** All operations, in the order of the contract. */
export const allOperations: readonly Operation[] = Object.values(operations);

/** The paths of the contract, each with its operations. */
export const operationsByPath: ReadonlyMap<string, readonly Operation[]> = new Map(
  allOperations.map(({ path }) => [path, allOperations.filter((other) => other.path === path)]),
);

/** The value of `Allow` for each path of the contract (R21). */
export const allowByPath: ReadonlyMap<string, string> = new Map(
  [...operationsByPath].map(([path, operations]) => {
    const methods = operations.flatMap(({ method }) =>
      method === 'GET' ? ['GET', 'HEAD'] : [method],
    );
    return [path, [...new Set([...methods, 'OPTIONS'])].join(', ')];
  }),
);
