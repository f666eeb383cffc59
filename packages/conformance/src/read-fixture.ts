import { type Fault, faultsOf } from '@p2core/types/validators';
import type { Fixture } from './fixture.js';
import * as compiled from './generated/fixture-schema.js';
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
  const faults = faultsOf(compiled.Fixture, fixture);
  if (!isFixture(fixture, faults)) throw new UsageError(faults.map(describe).join('\n'));
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

function isFixture(_value: object, faults: readonly Fault[]): _value is Fixture {
  return faults.length === 0;
}

function describe({ path, message, undeclared }: Fault): string {
  const place = path === '' ? 'the fixture' : `the fixture's ${path}`;
  return `${place} ${message}${undeclared === undefined ? '' : `: "${undeclared}"`}`;
}
