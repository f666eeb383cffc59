import { toIso } from '../clock/clock-error.js';

const timeColumn = /_at$|_expires$|^not_/;

/** Rows for people to read: times as ISO 8601, and a dash for what there is not. */
export function table(rows: object[]): string {
  if (rows.length === 0) return 'none';
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => Object.entries(row).map(cellOf))];
  const widths = names.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellOf([name, value]: [name: string, value: unknown]): string {
  if (value === null) return '–';
  return typeof value === 'number' && timeColumn.test(name) ? toIso(value) : String(value);
}
