import { type Contract, type Ref, resolveRef } from '../contract.js';
import type { Schema } from './schema.js';

/**
 * The shape of an answer's content, for the client's `shape.ts`: a name for a scalar, the label for a PEM, a list of
 * one for an array, an object for an object. A `?` after a scalar allows `null`; a `?` after a member's name makes the
 * member optional. It has no limits or patterns, and no members of any type.
 */
type Shape = string | [Shape] | { [member: string]: Shape };

/** Makes the shape of a schema. Throws for a schema that the client's `shape.ts` does not support. */
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

/** A schema that allows every value. */
function isAnything(node: Schema | Ref): boolean {
  return Object.keys(node).every((keyword) => keyword === 'description');
}

function pemLabel({ pattern }: Schema): string | undefined {
  return /^\^-----BEGIN ([A-Z ]+)-----/.exec(pattern ?? '')?.[1];
}
