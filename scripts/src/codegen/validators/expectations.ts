import {
  type Contract,
  type Operation,
  type Parameter,
  type Ref,
  resolveRef,
} from '../contract.js';

interface Schema {
  properties?: Record<string, Schema | Ref>;
  'x-p2-expected'?: string;
}

/**
 * The contract's descriptions (`x-p2-expected`) of the values in an operation's requests, by place: `/params/…`,
 * `/query/…`, `/headers/…` in lower case, `/body`, `/body/…`.
 */
export function expectations(contract: Contract, operation: Operation): Record<string, string> {
  const found: Record<string, string> = {};
  const add = (place: string, node: object): Schema => {
    const schema = resolveRef<Schema>(contract, node);
    const { 'x-p2-expected': expected } = schema;
    if (expected !== undefined) found[place] = expected;
    return schema;
  };
  for (const node of operation.parameters ?? []) {
    const parameter = resolveRef<Parameter>(contract, node);
    add(placeOf(parameter), parameter.schema);
  }
  for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
    const { properties = {} } = add('/body', schema);
    for (const [name, member] of Object.entries(properties)) add(`/body/${name}`, member);
  }
  return found;
}

function placeOf({ name, in: location }: Parameter): string {
  if (location === 'path') return `/params/${name}`;
  return location === 'header' ? `/headers/${name.toLowerCase()}` : `/query/${name}`;
}
