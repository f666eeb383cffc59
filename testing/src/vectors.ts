import { readFileSync } from 'node:fs';

/** `openapi/vectors/`. */
export const vectorFolder = new URL('../../openapi/vectors/', import.meta.url);

/** A line of an `index.jsonl` of certificates, roots or requests. */
export interface Vector {
  readonly file: string;
  readonly valid: boolean;
  /** The error code of the server's refusal. */
  readonly error?: string;
  readonly reason: string;
}

/** The text of a file of `openapi/vectors/`. */
export function readVectorFile(path: string): string {
  return readFileSync(new URL(path, vectorFolder), 'utf8');
}

/** The lines of a JSON Lines file of `openapi/vectors/`. */
export function readVectors<T>(path: string): T[] {
  return readVectorFile(path)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
