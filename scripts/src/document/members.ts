import { type Contract, type Operation, resolveRef } from '../codegen/contract.js';

/** The names of all members and of the required members of the object in a request's content. */
export function membersOf(
  document: Contract,
  { content }: NonNullable<Operation['requestBody']>,
): { members: string[]; required: string[] } {
  const [mediaType] = Object.values(content);
  const { properties = {}, required = [] } = resolveRef<ObjectSchema>(
    document,
    mediaType?.schema as ObjectSchema,
  );
  return { members: Object.keys(properties), required };
}

interface ObjectSchema {
  properties?: object;
  required?: string[];
}
