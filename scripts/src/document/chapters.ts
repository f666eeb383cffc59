import { type Contract, type ErrorCodeEntry, listOperations } from '../codegen/contract.js';

/** The rulings, each with its title in its heading. */
export function rulingsChapter(markdown: string): string {
  return markdown.replace(
    /^## (R\d+)\n\n\*\*(.+?)\.\*\* /gms,
    (_, ruling: string, title: string) =>
      `## ${ruling}: ${title.replaceAll('`', '').replace(/\s+/g, ' ')}\n\n`,
  );
}

/** The registry of error codes: the meaning, the remedy and the operations of each. */
export function errorCodesChapter(contract: Contract): string {
  const sections = contract['x-p2-error-codes'].map((entry) =>
    [
      `## ${entry.code}`,
      `**${entry.status}.** ${entry.meaning}`,
      entry.remedy,
      `Answers ${answered(contract, entry)}.`,
    ].join('\n\n'),
  );
  return ['# Error codes', ...sections].join('\n\n');
}

function answered(contract: Contract, { code, scope }: ErrorCodeEntry): string {
  if (scope === 'any') return 'any request';
  const all = listOperations(contract).map(({ operation }) => operation);
  const operations = all.filter((operation) => operation['x-p2-errors'].includes(code));
  if (operations.length === all.length) return 'every operation';
  const names = operations.map(({ operationId }) => `\`${operationId}\``);
  return names.join(', ') || 'routes outside this document';
}
