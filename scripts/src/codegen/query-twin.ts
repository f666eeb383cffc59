import { type Contract, type Operation, type Parameter, resolveRef } from './contract.js';

interface Schema {
  type?: string;
  properties?: object;
}

/**
 * How the query may replace the content of a request (R3): `members`, if each member of an object is also a query
 * parameter; `whole`, if the content is a list that is also the only query parameter; `null` if it cannot.
 */
export function queryTwin(contract: Contract, operation: Operation): 'members' | 'whole' | null {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  if (content === undefined) return null;
  const { type, properties = {} } = resolveRef<Schema>(contract, content.schema);
  const names = queryParametersOf(contract, operation).map(({ name }) => name);
  if (type === 'array') return names.length === 1 ? 'whole' : null;
  const members = Object.keys(properties);
  return members.length > 0 && members.every((name) => names.includes(name)) ? 'members' : null;
}

/** The query parameters that may be repeated, because they are lists. */
export function queryLists(contract: Contract, operation: Operation): string[] {
  return queryParametersOf(contract, operation)
    .filter(({ schema }) => resolveRef<Schema>(contract, schema).type === 'array')
    .map(({ name }) => name);
}

/** The query parameters that are required in the query or in the body (R3). */
export function queryOrBody(contract: Contract, operation: Operation): string[] {
  return queryParametersOf(contract, operation)
    .filter((parameter) => parameter['x-p2-required-here-or-in-body'])
    .map(({ name }) => name);
}

function queryParametersOf(contract: Contract, { parameters = [] }: Operation): Parameter[] {
  return parameters
    .map((node) => resolveRef<Parameter>(contract, node))
    .filter((parameter) => parameter.in === 'query');
}
