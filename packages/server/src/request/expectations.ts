import { document } from '@p2core/types/document';
import type { Operation } from '../operation.js';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  'x-p2-expected'?: string;
}

interface OperationNode {
  parameters?: { $ref?: string; name: string; in: 'path' | 'query'; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/**
 * What the contract says in words (`x-p2-expected`) of the values of an operation's requests, by the paths that
 * `details` use (R24). A pattern tells a program what is wrong, not a person.
 */
export function expectationsOf({ path, method }: Operation): Map<string, string> {
  const node = document.paths[path]?.[method.toLowerCase()] as OperationNode;
  const found = new Map<string, string>();
  const add = (place: string, schema: Schema) => {
    const { 'x-p2-expected': expected } = resolve(schema);
    if (expected !== undefined) found.set(place, expected);
  };
  for (const parameter of node.parameters?.map(resolve) ?? []) {
    add(`/${parameter.in === 'path' ? 'params' : 'query'}/${parameter.name}`, parameter.schema);
  }
  for (const { schema } of Object.values(node.requestBody?.content ?? {})) {
    add('/body', schema);
    for (const [name, property] of Object.entries(resolve(schema).properties ?? {})) {
      add(`/body/${name}`, property);
    }
  }
  return found;
}

function resolve<T extends { $ref?: string }>(node: T): T {
  const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(node.$ref ?? '') ?? [];
  return (document.components[kind]?.[name] as T | undefined) ?? node;
}
