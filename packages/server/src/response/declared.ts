import { allOperations, type Operation } from '@p2core/types';
import { type ResponseValidators, validators } from '@p2core/types/validators';
import { allowByPath } from '../allow.js';

/** What the contract declares for an operation's answer with one status. Answers are made and validated by it. */
export interface DeclaredResponse extends ResponseValidators {
  /** The required header fields. */
  readonly required: readonly string[];
  /** The default values of header fields; a handler may give others. */
  readonly defaults: Readonly<Record<string, string>>;
  /** The same for a look-up of a past time (R23). */
  readonly defaultsForThePast: Readonly<Record<string, string>>;
  /** Whether an `ETag` is made of the content. */
  readonly isTagged: boolean;
}

const declared: ReadonlyMap<Operation, ReadonlyMap<unknown, DeclaredResponse>> = new Map(
  allOperations.map((operation) => [
    operation,
    new Map(
      Object.keys(operation.responses).map((status) => [Number(status), of(operation, status)]),
    ),
  ]),
);

/** What the contract declares for the answer; `undefined` where it does not declare the status. */
export function declaredResponse(
  operation: Operation,
  status: unknown,
): DeclaredResponse | undefined {
  return declared.get(operation)?.get(status);
}

function of({ operationId, path, responses }: Operation, status: string): DeclaredResponse {
  const fields = Object.entries(responses[status]?.headers ?? {});
  const compiled = validators[operationId].responses[status];
  if (compiled === undefined) throw new Error(`${operationId} ${status} is not compiled`);
  const defaults: Record<string, string> = {};
  for (const [name, field] of fields) {
    const value = name === 'Allow' ? allowByPath.get(path) : field.default;
    if (typeof value === 'string') defaults[name] = value;
  }
  const defaultsForThePast = { ...defaults };
  for (const [name, { defaultForThePast }] of fields) {
    if (defaultForThePast !== undefined) defaultsForThePast[name] = defaultForThePast;
  }
  return {
    ...compiled,
    required: fields.flatMap(([name, field]) => (field.required ? [name] : [])),
    defaults,
    defaultsForThePast,
    isTagged: 'ETag' in compiled.headers && Object.keys(compiled.content).length > 0,
  };
}
