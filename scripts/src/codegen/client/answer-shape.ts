import { type Contract, type Ref, resolveRef } from '../contract.js';
import type { Schema } from './schema.js';

/**
 * The shape of an answer's content, as the client's `shape.ts` reads it: a name for a scalar, the label for a PEM, a list
 * of one for an array, an object for an object. A `?` behind a scalar allows `null`, behind a member's name that the member
 * is left out. Limits and patterns are left out, and members that may be anything.
 */
export type Shape = string | [Shape] | { [member: string]: Shape };

/** Reads a shape off a schema. Throws for what the client's `shape.ts` does not know. */
export function answerShape(contract: Contract, node: Schema | Ref): Shape {
  const schema = resolveRef<Schema>(contract, node);
  const { type, items, properties, required = [] } = schema;
  if (type === 'array' && items) return [answerShape(contract, items)];
  if (type === 'object' && properties) {
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([, member]) => !isAnything(member))
        .map(([name, member]) => [
          required.includes(name) ? name : `${name}?`,
          answerShape(contract, member),
        ]),
    );
  }
  if (Array.isArray(type) && type.length === 2 && type.includes('null')) {
    return `${type.find((name) => name !== 'null')}?`;
  }
  if (schema['x-p2-client-accepts'] === 'integer') return 'decimal';
  if (typeof type !== 'string') throw new Error(`no single type: ${JSON.stringify(schema)}`);
  return (type === 'string' && pemLabel(schema)) || type;
}

/** A schema without any demand. */
function isAnything(node: Schema | Ref): boolean {
  return Object.keys(node).every((keyword) => keyword === 'description');
}

function pemLabel({ pattern }: Schema): string | undefined {
  return /^\^-----BEGIN ([A-Z ]+)-----/.exec(pattern ?? '')?.[1];
}
