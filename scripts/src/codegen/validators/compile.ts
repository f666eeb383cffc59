import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { Contract } from '../contract.js';
import { notice } from '../generated-file.js';
import { constrainEventData } from './event-data.js';
import unrolledPattern from './unrolled-pattern.js';

/** Formats that need no check, because `minimum`, `maximum` or `pattern` says the same. */
const formats = { int32: true, int64: true } as const;

/** A schema of the contract to compile. */
export interface CompiledSchema {
  /** The name of the exported function. */
  name: string;
  /** `open`: the schema as it is; `closed`: no object may have undeclared members. */
  reading: 'open' | 'closed';
  /** A fragment, such as `#/components/schemas/Challenge`. */
  pointer: string;
}

/**
 * Compiles schemas of the contract to one JavaScript module without `eval` and imports. Throws for an invalid schema,
 * and for an unknown keyword or format.
 */
export async function compileSchemas(
  contract: Contract,
  schemas: readonly CompiledSchema[],
): Promise<string> {
  const ajv = createAjv();
  ajv.addVocabulary([
    'x-p2-expected',
    'x-p2-event-data',
    'x-p2-client-accepts',
    'x-p2-max-octets',
    ...Object.keys(contract),
  ]);
  const open = constrainEventData(contract) as Contract;
  ajv.addSchema(open, 'open', undefined, false);
  ajv.addSchema(closeObjects(open) as Contract, 'closed', undefined, false);
  for (const { name, reading, pointer } of schemas) {
    ajv.addSchema({ $id: name, $ref: `${reading}${pointer}` });
  }
  return standaloneModule(
    ajv,
    schemas.map(({ name }) => name),
  );
}

/** Compiles one schema in the same way. */
export function compileSchema(name: string, schema: object): Promise<string> {
  const ajv = createAjv();
  ajv.addSchema(schema, name);
  return standaloneModule(ajv, [name]);
}

/** The expression goes into the standalone code, where esbuild finds the function. */
const patternEngine = Object.assign(unrolledPattern, {
  code: `require('unrolled-pattern').default`,
});

function createAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    code: { esm: true, source: true, regExp: patternEngine },
    formats,
    inlineRefs: false,
    strictRequired: false,
    strictTypes: false,
  });
}

async function standaloneModule(ajv: Ajv2020, names: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: boundLoops(
        standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [name, name]))),
      ),
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    alias: {
      'ajv/dist/runtime/ucs2length': beside('count-characters.ts'),
      'unrolled-pattern': beside('unrolled-pattern.ts'),
    },
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    tsconfigRaw: {},
    write: false,
  });
  return `// ${notice}\n${outputFiles[0]?.text}`;
}

/** The number of faults after which no further item of an array is checked. An answer lists fewer. */
const mostFaults = 128;

/**
 * For each faulty item, Ajv copies all earlier faults. A stranger can send a million items in a few megabytes, which would
 * take hours. Each loop counts only its own faults, because the faults of one alternative (`anyOf`) say nothing about the
 * next.
 */
function boundLoops(code: string): string {
  const loop = /(for\(let (i\d+)=0; \2<(len\d+))(; \2\+\+\))/g;
  const bounded = code.replace(
    loop,
    `const before_$3=errors;$1 && errors-before_$3<${mostFaults}$4`,
  );
  if (bounded.split('for(let i').length !== bounded.split(`<${mostFaults};`).length) {
    throw new Error('Ajv writes a loop over items in an unknown form');
  }
  return bounded;
}

function beside(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** A copy of the tree in which objects that declare members and no `additionalProperties` allow no others. */
function closeObjects(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closeObjects);
  if (typeof node !== 'object' || node === null) return node;
  const closed = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, closeObjects(member)]),
  );
  const isOpen =
    closed.type === 'object' && closed.properties && !('additionalProperties' in closed);
  return isOpen ? { ...closed, additionalProperties: false } : closed;
}
