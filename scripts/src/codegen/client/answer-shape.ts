import { type Contract, type Ref, resolveRef } from '../contract.js';
import type { Schema } from './schema.js';

/**
 * The shape of an answer's content, as the client's `shape.ts` reads it: a name for a scalar, the label for a PEM, a list
 * of one for an array, an object for an object. Limits and patterns are left out.
 */
export type Shape = string | [Shape] | { [member: string]: Shape };

/** Reads a shape off a schema. Throws for what the client's `shape.ts` does not know. */
export function answerShape(contract: Contract, node: Schema | Ref): Shape {
  const schema = resolveRef<Schema>(contract, node);
  const { type, items, properties } = schema;
  if (type === 'array' && items) return [answerShape(contract, items)];
  if (type === 'object' && properties) {
    const optional = Object.keys(properties).filter((name) => !schema.required?.includes(name));
    if (optional.length > 0) throw new Error(`optional members: ${optional.join(', ')}`);
    return Object.fromEntries(
      Object.entries(properties).map(([name, member]) => [name, answerShape(contract, member)]),
    );
  }
  if (typeof type !== 'string') throw new Error(`no single type: ${JSON.stringify(schema)}`);
  return (type === 'string' && pemLabel(schema)) || type;
}

function pemLabel({ pattern }: Schema): string | undefined {
  return /^\^-----BEGIN ([A-Z ]+)-----/.exec(pattern ?? '')?.[1];
}
