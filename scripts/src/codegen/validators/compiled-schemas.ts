import { type Contract, resolveRef } from '../contract.js';
import type { CompiledSchema } from './compile.js';

/** Collects the schemas to compile, each under one name. */
export class CompiledSchemas {
  readonly #contract: Contract;
  readonly #schemas = new Map<string, CompiledSchema>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  get all(): readonly CompiledSchema[] {
    return [...this.#schemas.values()];
  }

  /**
   * The name of an open schema. A schema that is not a component gets the name `otherwise`, and is found at `pointer`.
   */
  received(schema: object, otherwise: string, pointer: string): string {
    const $ref = '$ref' in schema ? String(schema.$ref) : pointer;
    const name = $ref.startsWith('#/components/schemas/') ? lastOf($ref) : otherwise;
    return this.#add({ name, reading: 'open', pointer: $ref });
  }

  /** The name of a closed schema, which allows no undeclared members. */
  sent(schema: object, otherwise: string, pointer: string): string {
    const name = this.received(schema, otherwise, pointer);
    if (!this.#canBeClosed(schema)) return name;
    const $ref = '$ref' in schema ? String(schema.$ref) : pointer;
    return this.#add({ name: `${name}Sent`, reading: 'closed', pointer: $ref });
  }

  #add(schema: CompiledSchema): string {
    const { name, pointer } = schema;
    const known = this.#schemas.get(name);
    if (known && known.pointer !== pointer) {
      throw new Error(`${name} would be the name of ${known.pointer} and of ${pointer}`);
    }
    this.#schemas.set(name, schema);
    return name;
  }

  #canBeClosed(node: unknown): boolean {
    if (typeof node !== 'object' || node === null) return false;
    const schema: object = resolveRef(this.#contract, node);
    if ('properties' in schema && !('additionalProperties' in schema)) return true;
    return Object.values(schema).some((member) => this.#canBeClosed(member));
  }
}

/** The last name of a JSON Pointer. */
export function lastOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
