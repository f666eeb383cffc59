import type { Contract } from './contract.js';
import { constStatement, typescriptFile } from './generated-file.js';

/** The component schemas as values, for limits and patterns that a program looks up. */
export function componentSchemas(contract: Contract): string {
  return typescriptFile(
    constStatement('schemas', contract.components.schemas, "The contract's schemas by name."),
  );
}
