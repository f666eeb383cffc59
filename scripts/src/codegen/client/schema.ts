import { type Contract, type Ref, resolveRef } from '../contract.js';

/** What is read of a schema of the contract, for the client. */
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

/** The schema of the first media type, which is the one that all others repeat in their own form. */
export function contentSchema(contract: Contract, content: Content): Schema {
  const [first] = Object.values(content) as Array<{ schema: Schema | Ref }>;
  if (first === undefined) throw new Error('content without a media type');
  return resolveRef<Schema>(contract, first.schema);
}
