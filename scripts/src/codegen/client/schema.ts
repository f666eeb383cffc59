import { type Contract, type Ref, resolveRef } from '../contract.js';

/** The parts of a schema that the client's codegen reads. */
export interface Schema {
  type?: string | string[];
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema | Ref>;
  items?: Schema | Ref;
  examples?: unknown[];
  'x-p2-client-accepts'?: string;
}

type Content = Record<string, unknown>;

/** The schema of the first media type; the others have the same in another form. */
export function contentSchema(contract: Contract, content: Content): Schema {
  const [first] = Object.values(content) as Array<{ schema: Schema | Ref }>;
  if (first === undefined) throw new Error('content without a media type');
  return resolveRef<Schema>(contract, first.schema);
}
