import type { Contract } from './contract.js';
import { constStatement, typescriptFile } from './generated-file.js';

/** The registry of error codes, by code. */
export function errorRegistry(contract: Contract): string {
  const registry = Object.fromEntries(
    contract['x-p2-error-codes'].map(({ code, ...entry }) => [code, entry]),
  );
  return typescriptFile(
    constStatement('errorCodes', registry, "The contract's registry of error codes (R24)."),
  );
}
