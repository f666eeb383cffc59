import { readdir } from 'node:fs/promises';
import type { CaseDefinition } from './case.js';

const folder = new URL('../cases/', import.meta.url);

/** The cases that are written by hand in `cases/`, each with its ID. `bundle.mjs` replaces this file. */
export async function readWrittenCases(): Promise<(readonly [string, CaseDefinition])[]> {
  const files = await readdir(folder, { recursive: true });
  return Promise.all(
    files.filter((file) => file.endsWith('.js')).map((file) => readCase(file.slice(0, -3))),
  );
}

async function readCase(id: string): Promise<readonly [string, CaseDefinition]> {
  const { default: definition } = (await import(new URL(`${id}.js`, folder).href)) as {
    default: CaseDefinition;
  };
  return [id, definition];
}
