import type { operations } from './generated/operations.js';
import type { ErrorCode, OperationId, Page, Role } from './operation-types.js';

/** An entry of the table of operations with its literal types widened, for code that iterates over the table. */
export interface Operation {
  operationId: OperationId;
  method: string;
  path: string;
  tags: readonly string[];
  /** The page that it belongs to (R25). */
  page: Page;
  optional: boolean;
  /** It is offered only where this other operation is offered (R25). */
  offeredWith: OperationId | null;
  effect: (typeof operations)[OperationId]['effect'];
  /** The roles that the owner of the token must have, all of them; `null` where no token is needed. */
  roles: readonly Role[] | null;
  pathParameters: readonly string[];
  queryParameters: readonly string[];
  /** The query parameters that are lists: each may be repeated. */
  queryLists: readonly string[];
  /** The query parameters that must come in the query or in the body (R3). */
  queryOrBody: readonly string[];
  /** The header fields of its own, such as `X-P2-Sensitive-Solution`. */
  headerParameters: readonly string[];
  requestBody: {
    required: boolean;
    mediaTypes: readonly string[];
    /** In octets. */
    maxContentLength: number;
    /** How the content may come in the query instead (R3): by its members, as a whole, or not. */
    queryTwin: 'members' | 'whole' | null;
  } | null;
  /** By status. */
  responses: Readonly<Record<string, OperationResponse>>;
  /** The codes of the errors that it can answer with. */
  errors: readonly ErrorCode[];
}

/** The declaration of an operation's answers with one status. */
export interface OperationResponse {
  mediaTypes: readonly string[];
  headers: Readonly<Record<string, ResponseHeader>>;
}

/** The declaration of a header field of an answer. */
export interface ResponseHeader {
  required: boolean;
  default: string | null;
  /** The default for a look-up of a past time (R23). */
  defaultForThePast?: string;
}
