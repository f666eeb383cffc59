import type { OperationId } from '@p2core/types';
import { derivedCases } from '../derived/index.js';
import { everyAnswerCases } from '../every-answer/index.js';
import type { Case, CaseDefinition } from './case.js';
import { readWrittenCases } from './written-cases.js';

/** All cases, by ID: those that are derived from the contract, those that judge every answer, and those that are written by hand in `cases/`. */
export async function loadCases(): Promise<Case[]> {
  const written = (await readWrittenCases()).map(([id, definition]) => caseOf(id, definition));
  return [...derivedCases(), ...everyAnswerCases, ...written].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

function caseOf(id: string, definition: CaseDefinition): Case {
  const operation = id.split('/')[0] as OperationId | 'any';
  return { needs: [], effect: 'reads', ...definition, id, operation };
}
