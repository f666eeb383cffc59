import {
  type Contract,
  type ErrorCodeEntry,
  listOperations,
  type Response,
  resolveRef,
} from '../../codegen/contract.js';
import { linkRulings, operationLink, operationLinks, page } from './markdown.js';

/** The page of the error registry: the cause, the operations and the remedy of each code. */
export function errorsPage(contract: Contract): string {
  return page(
    'Error codes',
    linkRulings(
      'Every answer of 400 and above has the same JSON (R24): `errcode`, which is the HTTP status, `error`, which is a code of this registry, and, where the server has more to say, `message` and `details`.',
    ),
    ...contract['x-p2-error-codes'].map((entry) => section(contract, entry)),
  );
}

function section(contract: Contract, entry: ErrorCodeEntry): string {
  return [
    `## ${entry.code} {#${entry.code}}`,
    `- **Status:** ${entry.status}`,
    `- **Cause:** ${linkRulings(entry.meaning)}`,
    ...causes(contract, entry),
    `- **What to do:** ${linkRulings(entry.remedy)}`,
    `- **Answers:** ${answered(contract, entry)}`,
  ]
    .join('\n')
    .replace('\n', '\n\n');
}

/** Descriptions of the status by single operations, if it has only this code there. */
function causes(contract: Contract, { code, status, scope }: ErrorCodeEntry): string[] {
  if (scope !== 'operation') return [];
  const codesOfStatus = contract['x-p2-error-codes'].filter((entry) => entry.status === status);
  return listOperations(contract).flatMap(({ operation }) => {
    const response = operation.responses[String(status)];
    const isOwn = response && !('$ref' in response);
    const answered = codesOfStatus.filter((entry) => operation['x-p2-errors'].includes(entry.code));
    if (!isOwn || answered.length !== 1 || answered[0]?.code !== code) return [];
    const { description } = resolveRef<Response>(contract, response);
    return [`  - ${operationLink(operation.operationId)}: ${linkRulings(description.trim())}`];
  });
}

function answered(contract: Contract, { code, scope }: ErrorCodeEntry): string {
  if (scope === 'any') return 'any request';
  return (
    operationLinks(contract, (operation) => operation['x-p2-errors'].includes(code)) ||
    'routes outside this contract'
  );
}
