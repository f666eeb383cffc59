import { readdir } from 'node:fs/promises';
import type { OperationId } from '@p2core/types';
import { derivedCases } from '../derived/index.js';
import { everyAnswerCases } from '../every-answer/index.js';
import type { Case, CaseDefinition } from './case.js';

const folder = new URL('../cases/', import.meta.url);

/** All cases, by ID: those that are derived from the contract, those that judge every answer, and those that are written by hand in `cases/`. */
export async function loadCases(): Promise<Case[]> {
  const files = await readdir(folder, { recursive: true });
  const written = await Promise.all(
    files.filter((file) => file.endsWith('.js')).map((file) => loadCase(file.slice(0, -3))),
  );
  return [...derivedCases(), ...everyAnswerCases, ...written].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

async function loadCase(id: string): Promise<Case> {
  const { default: definition } = (await import(new URL(`${id}.js`, folder).href)) as {
    default: CaseDefinition;
  };
  const operation = id.split('/')[0] as OperationId | 'any';
  return { needs: [], effect: 'reads', ...definition, id, operation };
}
