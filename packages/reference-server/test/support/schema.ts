import { document } from '@p2core/types/document';

/** A JSON Schema, as far as the contract's answers use it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Follows a `$ref` into the contract. */
export function resolve<T extends object>(node: T): T {
  const { $ref } = node as { $ref?: string };
  if ($ref === undefined) return node;
  const target = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce((parent: unknown, name) => (parent as Record<string, unknown>)[name], document);
  return resolve(target as T);
}

/** Throws, naming the place, where `value` is not what `schema` says, or where it says something not known here. */
export function checkSchema(schema: Schema, value: unknown, at = ''): void {
  for (const [keyword, operand] of Object.entries(resolve(schema))) {
    const rule = rules[keyword];
    if (rule !== undefined) {
      if (!rule(operand as never, value as never, at)) {
        throw new Error(`${at || '/'}: ${keyword} ${JSON.stringify(operand)} does not hold`);
      }
    } else if (!annotations.includes(keyword) && !keyword.startsWith('x-')) {
      throw new Error(`${at || '/'}: test/support/schema.ts does not know "${keyword}"`);
    }
  }
}

const annotations = [
  'description',
  'examples',
  'format',
  'contentEncoding',
  'additionalProperties',
];

type Rule = (operand: never, value: never, at: string) => boolean;

const rules: Record<string, Rule | undefined> = {
  type: (types: string | string[], value: unknown) =>
    [types].flat().some((type) => type === typeOf(value) || isIntegerAs(type, value)),
  minLength: (least: number, text: string) => [...text].length >= least,
  maxLength: (most: number, text: string) => [...text].length <= most,
  pattern: (pattern: string, text: string) => new RegExp(pattern, 'u').test(text),
  minimum: (least: number, number: number) => number >= least,
  maximum: (most: number, number: number) => number <= most,
  minItems: (least: number, items: unknown[]) => items.length >= least,
  maxItems: (most: number, items: unknown[]) => items.length <= most,
  minProperties: (least: number, object: object) => Object.keys(object).length >= least,
  required: (names: string[], object: object) => names.every((name) => Object.hasOwn(object, name)),
  items(schema: Schema, items: unknown[], at) {
    for (const [index, item] of items.entries()) checkSchema(schema, item, `${at}/${index}`);
    return true;
  },
  properties(schemas: Record<string, Schema>, object: Record<string, unknown>, at) {
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(object, name)) checkSchema(schema, object[name], `${at}/${name}`);
    }
    return true;
  },
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isIntegerAs(type: string, value: unknown): boolean {
  return type === 'integer' && Number.isSafeInteger(value);
}
