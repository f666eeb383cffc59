import { readFileSync } from 'node:fs';
import { allOperations } from '@p2core/types';
import { document } from '@p2core/types/document';
import { parse } from 'yaml';
import { readRulings } from '../../src/contract/rulings.js';

/**
 * A sentence of the contract, with the cases that fail at a server which breaks it, or with the reason why no case can
 * or need. It has both where cases see only a part of it.
 */
export type Clause = { clause: string } & (
  | { cases: string[]; unseen?: string }
  | { cases?: never; unseen: string }
);

/** Every sentence of the contract's prose, by its place: a ruling, the `document`, an operationId. */
export const clauses: Record<string, Clause[]> = parse(
  readFileSync(new URL('../../clauses.yaml', import.meta.url), 'utf8'),
);

/** The contract's prose, by the same places. */
export function prose(): Map<string, string> {
  return new Map([
    ...[...readRulings()].map(([number, { text }]) => [number, text] as const),
    ['document', String(document.info.description)],
    ...allOperations.map(({ operationId, path, method }) => {
      const node = document.paths[path]?.[method.toLowerCase()] as { description: string };
      return [operationId, node.description] as const;
    }),
  ]);
}

/** Prose as one line, without the marks of headings and lists. */
export function plain(text: string): string {
  return text
    .replace(/^#+ .*$/gm, '')
    .replace(/^\s*(?:-|\d+\.) /gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
