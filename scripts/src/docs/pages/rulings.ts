import type { Contract } from '../../codegen/contract.js';
import { operationLinks } from './markdown.js';

/** The rulings, each under a heading with its number and title, and with the operations that rest on it. */
export function rulingsPage(contract: Contract, rulings: string): string {
  return rulings
    .split(/^(?=## )/m)
    .map((section) => {
      const [, ruling = '', title, text] =
        section.match(/^## (R\d+)\n\n\*\*(.+?)\.\*\* (.+)$/s) ?? [];
      if (text === undefined) return section;
      const operations = operationLinks(contract, (operation) =>
        operation['x-p2-rulings'].includes(ruling),
      );
      return [
        `## ${ruling}: ${title} {#${ruling.toLowerCase()}}`,
        text.trim(),
        `Operations: ${operations}.\n\n`,
      ].join('\n\n');
    })
    .join('');
}
