import { type Contract, type Operation, type Parameter, resolveRef } from './contract.js';

interface Schema {
  type?: string;
  properties?: object;
}

/**
 * How the content of a request may come in the query instead (R3): `members`, where each member of an object is a query
 * parameter too; `whole`, where the content is a list and the only query parameter as well; `null` where it cannot.
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

/** The query parameters that may be repeated: those that are lists. */
export function queryLists(contract: Contract, operation: Operation): string[] {
  return queryParametersOf(contract, operation)
    .filter(({ schema }) => resolveRef<Schema>(contract, schema).type === 'array')
    .map(({ name }) => name);
}

/** The query parameters that have to come, if not in the query then in the body (R3). */
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
