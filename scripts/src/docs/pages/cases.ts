import type { Case } from '@p2core/conformance';
import { type Contract, listOperations } from '../../codegen/contract.js';
import { linkRulings, operationLink, page } from './markdown.js';

/** The page of the conformance kit's cases, by operation. */
export function casesPage(contract: Contract, cases: readonly Case[]): string {
  const operationIds = listOperations(contract).map(({ operation }) => operation.operationId);
  return page(
    'Conformance cases',
    `The ${cases.length} cases of the [conformance kit](../guides/conformance.md). A server that differs from a MUST breaks the contract; from a SHOULD it may have a good reason to differ. Both count as failures. Behind each case stands what it rests on: a ruling, the protocol's *page*, or what the *contract* declares. An ID never changes and is never given twice.`,
    ...[...operationIds, 'any'].map((operation) =>
      group(
        operation,
        cases.filter((entry) => entry.operation === operation),
      ),
    ),
  );
}

function group(operation: string, cases: readonly Case[]): string {
  if (cases.length === 0) return '';
  const isAny = operation === 'any';
  return [
    isAny ? '## Any operation {#any}' : `## ${operation} {#${operation}}`,
    isAny ? '' : `About ${operationLink(operation)}.`,
    ...cases.map(
      ({ id, title, level, basis, effect }) =>
        `- **${level}** ${plain(title)} <span class="case"><code v-pre>${id}</code> · ${basis.map(linkRulings).join(', ')}${effect === 'reads' ? '' : ` · ${effect} the server’s state`}</span>`,
    ),
  ].join('\n');
}

/** Escapes a text for Markdown and Vue. */
function plain(text: string): string {
  return `<span v-pre>${text.replace(/[\\`*_[\]<&]/g, (character) => `&#${character.charCodeAt(0)};`)}</span>`;
}
