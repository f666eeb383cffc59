import type { Operation } from '@p2core/types';
import type { Case } from '../catalogue/case.js';

/** Makes the cases of one kind for an operation; none where the contract demands none. */
export type Derivation = (operation: Operation) => Case[];

/** The members that a derivation gives; the others have the defaults of derived cases. */
type DerivedCase = Pick<Case, 'title' | 'run'> & Partial<Omit<Case, 'id' | 'operation'>>;

/** Makes a case that follows from the contract: by default a MUST that only reads and needs nothing. */
export function deriveCase({ operationId }: Operation, name: string, derived: DerivedCase): Case {
  return {
    ...{ level: 'MUST', basis: ['contract'], needs: [], effect: 'reads' },
    ...derived,
    id: `${operationId}/${name}`,
    operation: operationId,
  };
}

/** Writes words as a part of an ID: `text/plain` becomes `text-plain`. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
