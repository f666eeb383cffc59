import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, type ErrorCodeEntry, listOperations } from '../codegen/contract.js';
import { root } from '../workspace.js';

/**
 * The contract as the docs show it: the rulings and the error registry stand behind its introduction, and each ruling
 * that a description cites is a link.
 */
export async function docsDocument(): Promise<Contract> {
  const contract = JSON.parse(
    await readFile(join(root, 'openapi/dist/openapi.json'), 'utf8'),
  ) as Contract;
  const rulings = await readFile(join(root, 'openapi/rulings.md'), 'utf8');
  contract.info.description = [
    linkRulings(contract.info.description),
    rulings,
    errorTable(contract),
  ].join('\n\n');
  for (const { operation } of listOperations(contract)) {
    const links = operation['x-p2-rulings'].map((ruling) => linkRulings(ruling)).join(', ');
    operation.description = `${linkRulings(operation.description)}\n\nRests on the rulings ${links}.`;
  }
  return contract;
}

function linkRulings(markdown: string): string {
  return markdown.replace(/\bR\d+\b/g, (ruling) => `[${ruling}](#section/Rulings/${ruling})`);
}

function errorTable(contract: Contract): string {
  const rows = contract['x-p2-error-codes'].map(
    (entry) =>
      `| \`${entry.code}\` | ${entry.status} | ${entry.meaning} | ${entry.remedy} | ${usedBy(contract, entry)} |`,
  );
  return [
    '# Error codes',
    '',
    '| Code | Status | Meaning | What to do | Answers |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function usedBy(contract: Contract, { code, scope }: ErrorCodeEntry): string {
  if (scope === 'any') return 'any request';
  const operations = listOperations(contract).filter(({ operation }) =>
    operation['x-p2-errors'].includes(code),
  );
  if (operations.length === listOperations(contract).length) return 'every operation';
  const ids = operations.map(({ operation }) => `\`${operation.operationId}\``);
  return ids.join(', ') || 'routes outside this document';
}
