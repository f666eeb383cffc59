import { whereToLook } from '../catalogue/near-id.js';
import { readJsonFile } from '../fixture/read-json-file.js';
import { UsageError } from '../run/usage-error.js';

/** The reasons of failures that the tester knows of, by the IDs of the cases. */
export type KnownFailures = ReadonlyMap<string, string>;

/**
 * Reads a file of known failures: a JSON object, `{ "<case ID>": "<reason>" }`.
 *
 * @throws {UsageError} where it is malformed, or names an unknown case
 */
export async function readKnownFailures(
  file: string,
  ids: ReadonlySet<string>,
): Promise<KnownFailures> {
  const read = await readJsonFile(file);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new UsageError(`${file}: known failures are a JSON object, { "<case ID>": "<reason>" }`);
  }
  return new Map(
    Object.entries(read).map(([id, reason]) => {
      if (!ids.has(id)) {
        throw new UsageError(`${file}: there is no case ${id}${whereToLook(id, ids)}`);
      }
      if (typeof reason !== 'string' || reason === '') {
        throw new UsageError(`${file}: the reason of ${id} must be a sentence`);
      }
      return [id, reason];
    }),
  );
}
