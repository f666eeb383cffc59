import { readFileSync } from 'node:fs';

/** The lines of a file of the contract's vectors. */
export function readVectors<Line>(name: string): Line[] {
  const file = new URL(`../../../../openapi/vectors/${name}`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}
