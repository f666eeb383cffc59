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
  /** Whether it is written as JSON: a list or an object. */
  isJson: boolean;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
}

interface RequestBody {
  description?: string;
  content: Record<string, { schema: object; examples: Record<string, object> }>;
}

interface Schema {
  properties?: Record<string, object>;
  required?: string[];
}

/** The one header field that callers fill in; the client takes it as an option. */
export const secondFactor = { header: 'X-P2-Sensitive-Solution', option: 'sensitiveSolution' };

/** The longest text that goes into one line. */
const longest = 100;

/** What an operation takes: its parameters, and its content where that is not the twin of its query (R3). */
export function fieldsOf(operationId: OperationId): Field[] {
  const { method, path, queryOrBody, requestBody } = operations[operationId];
  const node = document.paths[path]?.[method.toLowerCase()] as {
    parameters?: object[];
    requestBody?: RequestBody;
  };
  const demanded: readonly string[] = queryOrBody;
  const parameters = (node.parameters ?? [])
    .map((entry) => resolveRef<Parameter>(entry))
    .filter((parameter) => parameter.in !== 'header' || parameter.name === secondFactor.header)
    .map(({ name, required = false, description = '', example }) => ({
      name: name === secondFactor.header ? secondFactor.option : name,
      required: required || demanded.includes(name),
      description,
      ...written(example),
    }));
  return !node.requestBody || requestBody?.queryTwin
    ? parameters
    : [...parameters, ...contentFields(node.requestBody)];
}

/** Content that is an object is given by its members, any other as `body`. */
function contentFields({ description = '', content }: RequestBody): Field[] {
  const [{ schema, examples } = { schema: {}, examples: {} }] = Object.values(content);
  const { properties, required = [] } = resolveRef<Schema>(schema);
  const { value } = resolveRef<{ value: unknown }>(Object.values(examples)[0] ?? {});
  if (!properties) return [{ name: 'body', required: true, description, ...written(value) }];
  return Object.keys(properties).map((name) => ({
    name,
    required: required.includes(name),
    description: resolveRef<{ description?: string }>(properties[name] ?? {}).description ?? '',
    ...written((value as Record<string, unknown>)[name]),
  }));
}

function written(example: unknown = ''): Pick<Field, 'example' | 'isLong' | 'isJson'> {
  const isJson = typeof example === 'object';
  const text = isJson ? JSON.stringify(example) : String(example);
  return { example: text, isLong: isJson || text.includes('\n') || text.length > longest, isJson };
}
