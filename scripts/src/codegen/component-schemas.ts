import type { Contract } from './contract.js';
import { constStatement, typescriptFile } from './generated-file.js';

/** The component schemas as values, so that programs can look up limits and patterns. */
export function componentSchemas(contract: Contract): string {
  return typescriptFile(
    constStatement('schemas', contract.components.schemas, "The contract's schemas by name."),
  );
}
