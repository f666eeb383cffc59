import { operations } from './generated/operations.js';
import type { Operation } from './operation.js';

/** All operations in the order of the contract, their literal types widened. */
export const allOperations: readonly Operation[] = Object.values(operations);
