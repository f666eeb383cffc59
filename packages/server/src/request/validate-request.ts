import { allOperations, type ErrorDetail, type Operation } from '@p2core/types';
import { type Fault, faultsOf, type Validator, validators } from '@p2core/types/validators';
import type { Content } from './read-content.js';
import type { Query } from './read-query.js';

/** The parts of a request that the contract describes; nothing else is validated. */
interface RequestParts {
  /** `undefined` where the path could not be decoded. */
  path: Readonly<Record<string, string>> | undefined;
  /** The parameters that the operation knows. */
  query: Query;
  /** The header fields that the operation knows. */
  header: Readonly<Record<string, string>>;
  content: Content | undefined;
}

/** A parameter of an operation. */
interface Parameter {
  readonly in: 'query' | 'header' | 'path';
  readonly name: string;
  readonly required: boolean;
  readonly validator: Validator;
  /** The place of a fault, as a JSON Pointer into the request. */
  readonly place: string;
}

const places = { query: '/query', header: '/headers', path: '/params' } as const;

const parametersOf: ReadonlyMap<Operation, readonly Parameter[]> = new Map(
  allOperations.map((operation) => [
    operation,
    (['query', 'header', 'path'] as const).flatMap((part) =>
      Object.entries(validators[operation.operationId][part]).map(([name, parameter]) => ({
        ...parameter,
        in: part,
        name,
        place: `${places[part]}/${part === 'header' ? name.toLowerCase() : name}`,
      })),
    ),
  ]),
);

const required: readonly Fault[] = [{ path: '', message: 'is required' }];

/** Adds each fault of the request to `details`. */
export function validateRequest(
  operation: Operation,
  parts: RequestParts,
  details: ErrorDetail[],
): void {
  const compiled = validators[operation.operationId];
  for (const parameter of parametersOf.get(operation) ?? []) {
    const values = parts[parameter.in];
    if (values === undefined) continue;
    const faults = faultsOfParameter(values[parameter.name], parameter);
    if (faults.length > 0) details.push(...detailsOf(parameter.place, faults, compiled.expected));
  }
  const { content } = parts;
  const validator = content && compiled.content[content.mediaType];
  if (validator === undefined) return;
  const faults = faultsOf(validator, content?.value);
  if (faults.length > 0) details.push(...detailsOf('/body', faults, compiled.expected));
}

function faultsOfParameter(
  value: Query[string] | undefined,
  parameter: Parameter,
): readonly Fault[] {
  if (value !== undefined) return faultsOf(parameter.validator, value);
  return parameter.required ? required : [];
}

/** One detail for each place, in the contract's own words where it has any. */
function detailsOf(
  place: string,
  faults: readonly Fault[],
  expected: Readonly<Record<string, string>>,
): ErrorDetail[] {
  const details = new Map<string, ErrorDetail>();
  for (const { path, message, missing } of faults) {
    const at = missing === undefined ? place + path : `${place}${path}/${missing}`;
    const words = missing === undefined ? expected[at] : undefined;
    if (words === undefined) details.set(`${at} ${message}`, { path: at, message });
    else details.set(at, { path: at, message: `must be ${words}` });
  }
  return [...details.values()];
}
