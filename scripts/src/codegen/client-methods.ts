import { methodExample } from './client/method-example.js';
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
      `${docstring(contract, method, path, operation)}\n${signature(contract, operation)}`,
  );
  return typescriptFile(
    [
      "import type { Answer } from '../answer/answer.js';",
      "import type { CallOptions } from '../options.js';",
      "import type { RequestArguments } from '../request/request-arguments.js';",
    ].join('\n'),
    `/** One method for each operation of the contract. */\nexport interface ClientMethods {\n${methods.join('\n\n')}\n}`,
  );
}

function docstring(contract: Contract, method: string, path: string, operation: Operation): string {
  const lines = [
    `${operation.summary}: \`${method} ${path}\``,
    '',
    ...operation.description.trim().split('\n'),
    '',
    '@example',
    ...methodExample(contract, operation),
  ];
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
