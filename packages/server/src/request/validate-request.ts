import type { ErrorDetail } from '@p2core/types';
import {
  type Fault,
  faultsOf,
  type ParameterValidator,
  validators,
} from '@p2core/types/validators';
import type { Operation } from '../operation.js';
import type { Content } from './read-content.js';
import type { Query } from './read-query.js';

/** The parts of a request that the contract describes; nothing else is validated. */
interface RequestParts {
  /** `undefined` where the path could not be decoded. */
  path: Record<string, string> | undefined;
  /** The parameters that the operation knows. */
  query: Query;
  /** The header fields that the operation knows. */
  headers: Readonly<Record<string, string>>;
  content: Content | undefined;
}

/** Adds to `details` each way in which the request breaks the contract's schemas. */
export function validateRequest(
  { operationId }: Operation,
  { path, query, headers, content }: RequestParts,
  details: ErrorDetail[],
): void {
  const compiled = validators[operationId];
  const add = (place: string, faults: readonly Fault[]) => {
    if (faults.length > 0) details.push(...detailsOf(place, faults, compiled.expected));
  };
  for (const name in compiled.query)
    add(`/query/${name}`, ofParameter(query[name], compiled.query[name]));
  for (const name in compiled.header)
    add(`/headers/${name.toLowerCase()}`, ofParameter(headers[name], compiled.header[name]));
  if (path)
    for (const name in compiled.path)
      add(`/params/${name}`, ofParameter(path[name], compiled.path[name]));
  const validator = content && compiled.content[content.mediaType];
  if (validator) add('/body', faultsOf(validator, content.value));
}

const required: readonly Fault[] = [{ path: '', message: 'is required' }];

function ofParameter(
  value: Query[string] | undefined,
  parameter: ParameterValidator | undefined,
): readonly Fault[] {
  if (parameter === undefined) return [];
  if (value === undefined) return parameter.required ? required : [];
  return faultsOf(parameter.validator, value);
}

/** One detail for each place, in the contract's words where it gives any. */
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
