import { readFile } from 'node:fs/promises';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Fixture } from './fixture.js';
import { allOperations } from './operation.js';
import { readJsonFile } from './read-json-file.js';
import { UsageError } from './usage-error.js';

/** Where the fixture comes from. What is given here beside the file stands above what the file says. */
export interface FixtureSource {
  /** JSON; `-` for standard input. */
  file?: string | undefined;
  url?: string | undefined;
  administratorToken?: string | undefined;
}

/**
 * Reads the fixture of a run and checks it by `fixture.schema.json`.
 *
 * @throws {UsageError} where it cannot be read or breaks the schema, with each place and reason
 */
export async function readFixture({
  file,
  url,
  administratorToken,
}: FixtureSource): Promise<Fixture> {
  const read = file === undefined ? {} : await readJsonFile(file);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new UsageError(`${file}: a fixture is a JSON object`);
  }
  const fixture = {
    ...read,
    ...(url !== undefined && { url }),
    ...(administratorToken !== undefined && { administratorToken }),
  };
  const validate = await compileSchema();
  if (!validate(fixture)) throw new UsageError(problemsOf(validate.errors ?? []));
  const unknown = (fixture.optionalRoutes ?? []).find((route) => !optionalRoutes.includes(route));
  if (unknown !== undefined) {
    throw new UsageError(
      `the fixture's /optionalRoutes: "${unknown}" is none of ${optionalRoutes.join(', ')}`,
    );
  }
  return fixture;
}

const optionalRoutes: readonly string[] = allOperations.flatMap(({ optional, operationId }) =>
  optional ? [operationId] : [],
);

async function compileSchema(): Promise<ValidateFunction<Fixture>> {
  const schema = await readFile(new URL('../fixture.schema.json', import.meta.url), 'utf8');
  return new Ajv2020({ allErrors: true, strict: false }).compile<Fixture>(JSON.parse(schema));
}

function problemsOf(errors: readonly ErrorObject[]): string {
  return errors
    .map(({ instancePath, keyword, message, params }) => {
      const place = instancePath === '' ? 'the fixture' : `the fixture's ${instancePath}`;
      const what = keyword === 'additionalProperties' ? `: "${params.additionalProperty}"` : '';
      return `${place} ${message}${what}`;
    })
    .join('\n');
}
