import { type OperationId, operations } from '@p2core/types';
import { document, resolveRef } from '@p2core/types/document';

/** A value that a call takes. */
export interface Field {
  /** Its name among the arguments of the client's method. */
  name: string;
  required: boolean;
  description: string;
  /** The contract's example. */
  example: string;
  /** Whether it has several lines. */
  isLong: boolean;
}

interface Parameter {
  name: string;
  required?: boolean;
  description?: string;
  example?: unknown;
}

interface RequestBody {
  description?: string;
  content: Record<string, { schema: object; examples: Record<string, object> }>;
}

/** What an operation takes: its parameters, and its content where that is not the twin of its query (R3). */
export function fieldsOf(operationId: OperationId): Field[] {
  const { method, path, queryOrBody, requestBody } = operations[operationId];
  const node = document.paths[path]?.[method.toLowerCase()] as {
    parameters?: object[];
    requestBody?: RequestBody;
  };
  const demanded: readonly string[] = queryOrBody;
  const parameters = (node.parameters ?? []).map((entry) => {
    const { name, required = false, description = '', example = '' } = resolveRef<Parameter>(entry);
    const isDemanded = required || demanded.includes(name);
    return { name, required: isDemanded, description, example: String(example), isLong: false };
  });
  return !node.requestBody || requestBody?.queryTwin
    ? parameters
    : [...parameters, ...contentFields(node.requestBody)];
}

/** Content that is an object is given by its members, any other as `body`. */
function contentFields({ description = '', content }: RequestBody): Field[] {
  const [{ schema, examples } = { schema: {}, examples: {} }] = Object.values(content);
  const { properties } = resolveRef<{ properties?: Record<string, object> }>(schema);
  const { value } = resolveRef<{ value: unknown }>(Object.values(examples)[0] ?? {});
  if (!properties) {
    return [{ name: 'body', required: true, description, example: String(value), isLong: true }];
  }
  return Object.keys(properties).map((name) => ({
    name,
    required: true,
    description,
    example: String((value as Record<string, unknown>)[name] ?? ''),
    isLong: false,
  }));
}
