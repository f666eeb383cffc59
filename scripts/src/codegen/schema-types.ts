import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import type { Contract } from './contract.js';
import { typescriptFile } from './generated-file.js';

/** TypeScript types of the contract's operations and schemas. The only file that uses openapi-typescript. */
export async function schemaTypes(contract: Contract): Promise<string> {
  const ast = await openapiTS(JSON.stringify(contract), {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    defaultNonNullable: false,
    silent: true,
    redocly: await createConfig({ extends: ['minimal'] }),
  });
  return typescriptFile(astToString(ast).trim());
}
