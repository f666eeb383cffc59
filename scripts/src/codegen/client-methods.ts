import {
  type Contract,
  listOperations,
  type Operation,
  type Parameter,
  resolveRef,
} from './contract.js';
import { typescriptFile } from './generated-file.js';

/** The client's methods, one for each operation, documented with the contract's words. */
export function clientMethods(contract: Contract): string {
  const methods = listOperations(contract).map(
    ({ method, path, operation }) =>
      `${docstring(method, path, operation)}\n${signature(contract, operation)}`,
  );
  return typescriptFile(
    [
      "import type { Answer } from '../answer.js';",
      "import type { CallOptions } from '../client.js';",
      "import type { RequestArguments } from '../request-arguments.js';",
    ].join('\n'),
    `/** One method for each operation of the contract. */\nexport interface ClientMethods {\n${methods.join('\n\n')}\n}`,
  );
}

function docstring(method: string, path: string, { summary, description }: Operation): string {
  const lines = [`${summary}: \`${method} ${path}\``, '', ...description.trim().split('\n')];
  return ['  /**', ...lines.map((line) => `   * ${line}`.trimEnd()), '   */'].join('\n');
}

function signature(contract: Contract, operation: Operation): string {
  const { operationId, parameters = [], requestBody } = operation;
  const id = `'${operationId}'`;
  const needsRequest =
    requestBody?.required ||
    parameters.some((parameter) => resolveRef<Parameter>(contract, parameter).required);
  const request = `request${needsRequest ? '' : '?'}: RequestArguments<${id}>`;
  return `  ${operationId}(${request}, options?: CallOptions): Promise<Answer<${id}>>;`;
}
