import { type Contract, listOperations, type Operation } from '../../codegen/contract.js';

/** A page of the site that a script makes. */
export function page(title: string, ...blocks: string[]): string {
  return `${[`# ${title}`, ...blocks].map((block) => block.trim()).join('\n\n')}\n`;
}

/** A link to an operation on the page of operations. */
export function operationLink(operationId: string): string {
  return `[\`${operationId}\`](./operations.md#${operationId})`;
}

/** A link to an error code on its page. */
export function errorCodeLink(code: string): string {
  return `[\`${code}\`](./errors.md#${code})`;
}

/** Makes a link of each ruling that a text names. */
export function linkRulings(text: string): string {
  return text.replace(/\bR\d+\b/g, (ruling) => `[${ruling}](./rulings.md#${ruling.toLowerCase()})`);
}

/** The operations for which something holds, as links, or `every operation`. */
export function operationLinks(
  contract: Contract,
  holds: (operation: Operation) => boolean,
): string {
  const all = listOperations(contract).map(({ operation }) => operation);
  const chosen = all.filter(holds);
  if (chosen.length === all.length) return 'every operation';
  return chosen.map(({ operationId }) => operationLink(operationId)).join(', ');
}
