import { readFileSync } from 'node:fs';

const folder = new URL('../../../../openapi/vectors/', import.meta.url);

/** The text of a file of `openapi/vectors/`. */
export function readVectorFile(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

/** The lines of a JSON Lines file of `openapi/vectors/`. */
export function readVectors<T>(path: string): T[] {
  return readVectorFile(path)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
