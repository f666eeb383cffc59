/** Generated from the contract: types, the table of operations, the error registry, the schemas as values. */
export { allOperations } from './all-operations.js';
export type { ContractDocument } from './document-type.js';
export { findOperation, operationsAt, operationsByPath } from './find-operation.js';
export { errorCodes } from './generated/errors.js';
export { contractVersion, operations, pages, pathPrefix } from './generated/operations.js';
export type * from './generated/schema.js';
export { schemas } from './generated/schemas.js';
export { belowPrefix, matchBelowPrefix, matchPath, type PathMatch } from './match-path.js';
export type * from './operation.js';
export type * from './operation-types.js';
