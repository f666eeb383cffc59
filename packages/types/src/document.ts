import { document } from './generated/document.js';

export { document };

/** Follows a `$ref` of the contract into its components; returns anything else unchanged. Throws if nothing is there. */
export function resolveRef<T>(node: object): T {
  if (!('$ref' in node)) return node as T;
  const [kind = '', name = ''] = String(node.$ref).replace('#/components/', '').split('/');
  const target = document.components[kind]?.[name];
  if (target === undefined) throw new Error(`the contract has no ${node.$ref}`);
  return target as T;
}
