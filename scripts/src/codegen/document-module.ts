import type { Contract } from './contract.js';
import { typescriptFile } from './generated-file.js';

/** The bundled contract as a module, for validators that compile it at run time. */
export function documentModule(contract: Contract): string {
  return typescriptFile(
    "import type { ContractDocument } from '../document-type.js';",
    `/** The bundled contract. */\nexport const document: ContractDocument = ${JSON.stringify(contract, null, 2)};`,
  );
}
