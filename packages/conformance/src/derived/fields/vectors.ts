import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { schemas } from '@p2core/types';

/** A value of the contract's vectors. */
export interface Vector {
  value: unknown;
  /** The reason for the vector: `one character too long`. */
  reason: string;
}

const files: Record<string, string> = {
  FederationId: 'federation-ids',
  SessionId: 'session-ids',
  Timestamp: 'timestamps',
  TimestampOrNumber: 'timestamps',
};

const otherTypes: readonly Vector[] = [
  { value: 1, reason: 'a number' },
  { value: true, reason: 'a boolean' },
  { value: null, reason: 'null' },
  { value: ['a'], reason: 'an array' },
  { value: {}, reason: 'an object' },
];

/**
 * Values that keep or break a schema of the contract, also JSON values other than strings. A schema without vectors
 * gives its examples.
 */
export function vectorsOf(schema: string, kind: 'valid' | 'invalid'): Vector[] {
  const file = files[schema];
  if (file === undefined) return kind === 'valid' ? examplesOf(schema) : [];
  const read = readVectors(`${file}.${kind}.jsonl`);
  const isStringAlone = kind === 'invalid' && read.every(({ value }) => typeof value === 'string');
  return isStringAlone ? [...read, ...otherTypes] : read;
}

function examplesOf(name: string): Vector[] {
  const schema: object = Object.hasOwn(schemas, name) ? schemas[name as keyof typeof schemas] : {};
  const examples = 'examples' in schema && Array.isArray(schema.examples) ? schema.examples : [];
  return examples.map((value: unknown) => ({ value, reason: "the contract's example" }));
}

function readVectors(file: string): Vector[] {
  const path = createRequire(import.meta.url).resolve(`@p2core/contract/vectors/${file}`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);
}
