import { type ErrorCode, type OperationId, operations, type Page } from '@p2core/types';

/** An operation of the generated table, its literal types widened. */
export interface Operation {
  operationId: OperationId;
  method: string;
  path: string;
  tags: readonly string[];
  page: Page;
  optional: boolean;
  /** It is offered only where this operation is, too (R25). */
  offeredWith: OperationId | null;
  effect: 'reads' | 'changes' | 'creates' | 'destroys';
  roles: readonly string[] | null;
  pathParameters: readonly string[];
  queryParameters: readonly string[];
  /** Those of them that are lists: each may be repeated. */
  queryLists: readonly string[];
  /** Those of them that must come in the query or in the body (R3). */
  queryOrBody: readonly string[];
  /** Header fields of its own, such as `X-P2-Sensitive-Solution`. */
  headerParameters: readonly string[];
  requestBody: {
    required: boolean;
    mediaTypes: readonly string[];
    maxContentLength: number;
    /** How the content may come in the query instead (R3): by its members, as a whole, or not. */
    queryTwin: 'members' | 'whole' | null;
  } | null;
  responses: Record<number, DeclaredResponse>;
  errors: readonly ErrorCode[];
}

/** What the contract declares of the answers with one status. */
export interface DeclaredResponse {
  mediaTypes: readonly string[];
  headers: Record<string, { required: boolean }>;
}

/** The header field that carries a second factor (R41). */
export const [solutionField] = operations.rotateSessionIdCert.headerParameters;

/** The operations of the contract, in its order. */
export const allOperations: readonly Operation[] = Object.values(operations);

/** The operation of this operationId. */
export function operationOf(id: OperationId): Operation {
  return operations[id];
}
