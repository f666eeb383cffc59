import {
  type Contract,
  type Header,
  listOperations,
  type Operation,
  type Parameter,
  type Response,
  resolveRef,
  responsesByStatus,
} from '../contract.js';
import { typescriptFile } from '../generated-file.js';
import { isConditional } from '../operation-table.js';
import { compileSchemas } from './compile.js';
import { CompiledSchemas, lastOf } from './compiled-schemas.js';
import { expectations } from './expectations.js';

/** The modules behind `@p2core/types/validators`: the compiled schemas, and the table of them. */
interface ValidatorModules {
  compiled: string;
  table: string;
}

/** Compiles each schema of the contract's components, parameters, contents and header fields. */
export async function validatorModules(contract: Contract): Promise<ValidatorModules> {
  const schemas = new CompiledSchemas(contract);
  const components = Object.keys(contract.components.schemas).map((name) => [
    name,
    reference(schemas.received({ $ref: `#/components/schemas/${name}` }, name, '')),
  ]);
  const operations = listOperations(contract).map(({ path, method, operation }) => [
    operation.operationId,
    describe(contract, schemas, operation, pointerTo('paths', path, method.toLowerCase())),
  ]);
  const compiled = await compileSchemas(contract, schemas.all);
  const table = typescriptFile(
    [
      "import type { OperationId } from '../operation-types.js';",
      "import type { OperationValidators, Validator } from '../validation.js';",
      "import * as compiled from './compiled-schemas.js';",
      "import type { schemas } from './schemas.js';",
    ].join('\n'),
    statement(
      'schemaValidators',
      'Readonly<Record<keyof typeof schemas, Validator>>',
      components,
      "The contract's schemas by name, compiled.",
    ),
    statement(
      'validators',
      'Readonly<Record<OperationId, OperationValidators>>',
      operations,
      'The compiled schemas of each operation.',
    ),
  );
  return { compiled, table };
}

function describe(
  contract: Contract,
  schemas: CompiledSchemas,
  operation: Operation,
  pointer: string,
) {
  const { operationId, parameters = [], requestBody } = operation;
  const resolved = parameters.map((node, index) => {
    const at = placeOf(node, `${pointer}/parameters/${index}`);
    return { at, parameter: resolveRef<Parameter>(contract, node) };
  });
  const parametersIn = (location: Parameter['in']) =>
    Object.fromEntries(
      resolved
        .filter(({ parameter: { in: place, name } }) => place === location && !isConditional(name))
        .map(({ at, parameter: { name, required = false, schema } }) => {
          const otherwise = `${operationId}_${name.replaceAll('-', '_')}`;
          const validate = schemas.received(schema, otherwise, `${at}/schema`);
          return [name, { required, validator: reference(validate) }];
        }),
    );
  return {
    path: parametersIn('path'),
    query: parametersIn('query'),
    header: parametersIn('header'),
    content: Object.fromEntries(
      Object.entries(requestBody?.content ?? {}).map(([mediaType, { schema }]) => {
        const at = `${pointer}/requestBody/content/${escapePointer(mediaType)}/schema`;
        return [mediaType, reference(schemas.received(schema, `${operationId}_content`, at))];
      }),
    ),
    expected: expectations(contract, operation),
    responses: Object.fromEntries(
      responsesByStatus(operation).map(([status, node]) => [
        status,
        describeResponse(
          contract,
          schemas,
          resolveRef<Response>(contract, node),
          `${operationId}_${status}`,
          placeOf(node, `${pointer}/responses/${status}`),
        ),
      ]),
    ),
  };
}

function describeResponse(
  contract: Contract,
  schemas: CompiledSchemas,
  { headers = {}, content = {} }: Response,
  otherwise: string,
  at: string,
) {
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, header]) => {
        const place = placeOf(header, `${at}/headers/${escapePointer(name)}`);
        const { schema } = resolveRef<Header>(contract, header);
        return [
          name,
          reference(schemas.received(schema, `${lastOf(place)}_field`, `${place}/schema`)),
        ];
      }),
    ),
    content: Object.fromEntries(
      Object.entries(content).map(([mediaType, { schema }]) => {
        if (schema === undefined) throw new Error(`the contract has no schema for ${otherwise}`);
        const place = `${at}/content/${escapePointer(mediaType)}/schema`;
        return [
          mediaType,
          {
            received: reference(schemas.received(schema, otherwise, place)),
            sent: reference(schemas.sent(schema, otherwise, place)),
          },
        ];
      }),
    ),
  };
}

/** The pointer to a node: that of its `$ref`, or the given one. */
function placeOf(node: object, at: string): string {
  return '$ref' in node ? String(node.$ref) : at;
}

function pointerTo(...names: string[]): string {
  return ['#', ...names.map(escapePointer)].join('/');
}

/** Encodes a name for a JSON Pointer in a URI fragment (RFC 6901 sections 3 and 6). */
function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** A placeholder for a compiled function in the table. */
function reference(name: string): string {
  return `compiled.${name}`;
}

function statement(name: string, type: string, entries: unknown[][], docstring: string): string {
  const literal = JSON.stringify(Object.fromEntries(entries), null, 2).replaceAll(
    /"(compiled\.\w+)"/g,
    '$1',
  );
  return `/** ${docstring} */\nexport const ${name}: ${type} = ${literal};`;
}
