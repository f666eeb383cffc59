import type { Operation } from '@p2core/types';
import { resolveRef } from '@p2core/types/document';
import { nodeOf, parametersOf, type Reference } from '../../contract/operation-node.js';

/** A value of a request that has a schema of its own in the contract. */
export interface Field {
  in: 'path' | 'query' | 'body';
  name: string;
  /** The name of its schema in the contract. */
  schema: string;
}

/** The keywords of a content's schema that the derivations read. */
interface BodySchema {
  type: string;
  required?: readonly string[];
  properties?: Record<string, Reference>;
}

/** The fields of an operation's requests: its parameters, and the members of its JSON content. */
export function fieldsOf(operation: Operation): Field[] {
  const parameters = parametersOf(operation).map(({ name, schema, ...parameter }) => ({
    in: parameter.in,
    name,
    schema: nameOf(schema),
  }));
  const { properties = {} } = operation.requestBody === null ? {} : bodySchemaOf(operation);
  const members = Object.entries(properties).map(([name, schema]) => ({
    in: 'body' as const,
    name,
    schema: nameOf(schema),
  }));
  return [...parameters, ...members];
}

/** The schema of the operation's content as JSON. */
export function bodySchemaOf(operation: Operation): BodySchema {
  const { schema = {} } = nodeOf(operation).requestBody?.content['application/json'] ?? {};
  return resolveRef<BodySchema>(schema);
}

function nameOf({ $ref = '' }: Reference): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}
