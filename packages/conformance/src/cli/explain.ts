import { pathPrefix } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { Case, Effect } from '../catalogue/case.js';
import { operationOf } from '../contract/operation.js';
import { readRulings } from '../contract/rulings.js';

const effects: Record<Effect, string> = {
  reads: 'It only reads.',
  changes: 'It changes something harmless; --read-only leaves it out.',
  destroys:
    'It ends sessions or rotates the key: it runs only where the fixture has "destructive": true.',
};

/** The demand of a case, its sources, and its needs. */
export function explain({ id, operation, title, level, basis, needs, effect }: Case): string {
  const route =
    operation === 'any'
      ? `any request under ${pathPrefix}`
      : `${operationOf(operation).method} ${operationOf(operation).path}`;
  return [
    id,
    '',
    `A server ${level} do this: it ${title}.`,
    `(${route})`,
    '',
    ...basis.flatMap((name) => [...rule(name, operation), '']),
    effects[effect],
    needs.length === 0
      ? 'Of the fixture it needs only the URL.'
      : `It needs these members of the fixture: ${needs.join(', ')}.`,
    '',
    'To run it alone:',
    `  p2core-conformance --fixture <file> --only ${id}`,
  ].join('\n');
}

function rule(name: string, operation: Case['operation']): string[] {
  const ruling = readRulings().get(name);
  if (ruling !== undefined) return [`${name}, ${ruling.title}:`, indent(ruling.text)];
  const text = operation === 'any' ? document.info.description : descriptionOf(operation);
  const source = name === 'page' ? "The page's section, as the contract tells it" : 'The contract';
  return [`${source}:`, indent(String(text))];
}

function descriptionOf(operation: Exclude<Case['operation'], 'any'>): unknown {
  const { path, method } = operationOf(operation);
  const node = document.paths[path]?.[method.toLowerCase()] as { description?: unknown };
  return node.description;
}

function indent(text: string): string {
  return text.trim().replace(/^(?=.)/gm, '  ');
}
