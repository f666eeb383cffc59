import type { Operation } from '@p2core/types';
import type { Case } from '../catalogue/case.js';

/** Makes the cases of one kind for an operation; none where the contract gives no ground for them. */
export type Derivation = (operation: Operation) => Case[];

/** What a derivation says of a case; the rest is what most derived cases have. */
type DerivedCase = Pick<Case, 'title' | 'run'> & Partial<Omit<Case, 'id' | 'operation'>>;

/** A case that follows from the contract: a MUST that reads and needs nothing, unless `derived` says otherwise. */
export function deriveCase({ operationId }: Operation, name: string, derived: DerivedCase): Case {
  return {
    ...{ level: 'MUST', basis: ['contract'], needs: [], effect: 'reads' },
    ...derived,
    id: `${operationId}/${name}`,
    operation: operationId,
  };
}

/** Words as a part of an ID: `text/plain` is `text-plain`. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
