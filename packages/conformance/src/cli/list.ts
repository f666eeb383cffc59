import type { Case } from '../catalogue/case.js';

/** The cases as a table, or as a JSON array. */
export function list(cases: readonly Case[], json: boolean): string {
  if (json) {
    const rows = cases.map(({ id, operation, title, level, basis, needs, effect }) => ({
      ...{ id, operation, title, level, basis, needs, effect },
    }));
    return JSON.stringify(rows, undefined, 2);
  }
  const width = Math.max(...cases.map(({ id }) => id.length));
  const rows = cases.map(({ id, title, level, basis, effect }) =>
    [id.padEnd(width), level.padEnd(6), effect.padEnd(8), basis.join(' ').padEnd(12), title].join(
      '  ',
    ),
  );
  return [...rows, `${cases.length} cases`].join('\n');
}
