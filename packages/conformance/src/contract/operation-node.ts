import type { Operation } from '@p2core/types';
import { document, resolveRef } from '@p2core/types/document';

/** A `$ref`, or what stands in its place. */
export interface Reference {
  $ref?: string;
}

/** A parameter, as the document has it. */
interface ParameterNode {
  in: 'path' | 'query';
  name: string;
  schema: Reference;
  example?: unknown;
}

interface MediaTypeNode {
  schema: Reference;
  examples?: Record<string, Reference>;
}

interface OperationNode {
  parameters?: readonly Reference[];
  requestBody?: { content: Record<string, MediaTypeNode> };
}

/** The operation, as the document has it. */
export function nodeOf({ path, method }: Operation): OperationNode {
  return document.paths[path]?.[method.toLowerCase()] as OperationNode;
}

/** The operation's parameters, as the document has them. */
export function parametersOf(operation: Operation): ParameterNode[] {
  return (nodeOf(operation).parameters ?? []).map((node) => resolveRef<ParameterNode>(node));
}

/** The operation's path with these values, unchanged, and with the contract's examples for the others. */
export function pathWith(operation: Operation, values: Record<string, string>): string {
  const examples = parametersOf(operation).map(({ name, example }) => [
    name,
    encodeURIComponent(String(example)),
  ]);
  const all: Record<string, string> = { ...Object.fromEntries(examples), ...values };
  return operation.path.replace(/\{(\w+)\}/g, (_, name) => all[name] ?? '');
}

/** The contract's first example of the operation's content; `undefined` where it takes none. */
export function exampleContent(operation: Operation): unknown {
  const [mediaType] = Object.values(nodeOf(operation).requestBody?.content ?? {});
  const [example] = Object.values(mediaType?.examples ?? {});
  return example === undefined ? undefined : resolveRef<{ value: unknown }>(example).value;
}
