import { comparableField, faultsOf, type Validator } from '@p2core/types/validators';

/** The header fields that an answer may have. */
export type DeclaredHeaders = Readonly<Record<string, { required: boolean }>>;

/** Lists the faults of header fields. Fields are compared by their meaning; undeclared ones are legal. */
export function headerFaults(
  declared: DeclaredHeaders,
  validators: Readonly<Record<string, Validator>>,
  headers: Headers,
): string[] {
  return Object.entries(validators).flatMap(([name, validator]) => {
    const value = headers.get(name);
    if (value === null) return declared[name]?.required ? [`/headers/${name}: is missing`] : [];
    const faults = faultsOf(validator, comparableField(name, value));
    return faults.map(({ message }) => `/headers/${name}: ${message}`);
  });
}
