import { createHash } from 'node:crypto';
import { BackupError } from './errors.js';
import { type Row, type Table, tables } from './tables.js';

/**
 * A backup is lines of JSON: a header, one line for each row, and at the end the number of rows and the SHA-256 of all
 * lines before. Every line is exactly what `JSON.stringify` writes.
 */
const header = JSON.stringify({ format: 'p2core-backup', version: 2 });

/** A row, and the number of its line. */
export interface Entry {
  table: Table;
  row: Row;
  line: number;
}

/** Writes the lines of a backup. */
export class BackupWriter {
  readonly #write: (line: string) => void | Promise<void>;
  readonly #digest = createHash('sha256');
  #rows = 0;

  constructor(write: (line: string) => void | Promise<void>) {
    this.#write = write;
  }

  async begin(): Promise<void> {
    await this.#line(header);
  }

  async row(table: Table, row: Row): Promise<void> {
    this.#rows++;
    await this.#line(JSON.stringify({ table, row }));
  }

  /** @returns how many rows there were */
  async end(): Promise<number> {
    await this.#write(lastLine(this.#rows, this.#digest.digest('hex')));
    return this.#rows;
  }

  async #line(line: string): Promise<void> {
    this.#digest.update(`${line}\n`);
    await this.#write(line);
  }
}

/**
 * Reads the rows of a backup.
 *
 * @throws {BackupError} naming the line; at the end, if the number of rows or the digest differs
 */
export async function* readBackup(lines: AsyncIterable<string>): AsyncGenerator<Entry> {
  const digest = createHash('sha256');
  let number = 0;
  let isWhole = false;
  for await (const line of lines) {
    number++;
    if (isWhole) throw new BackupError(`line ${number}: there must be nothing after the last line`);
    if (number === 1) {
      demandHeader(line);
    } else if (line.startsWith('{"end":')) {
      if (line !== lastLine(number - 2, digest.copy().digest('hex'))) {
        throw new BackupError(
          `line ${number}: its count or its digest is not that of the ${number - 2} rows before; the file was changed, or lines are missing`,
        );
      }
      isWhole = true;
    } else {
      yield { ...parseRow(line, number), line: number };
    }
    digest.update(`${line}\n`);
  }
  if (number === 0) throw new BackupError('there is nothing to import');
  if (!isWhole) {
    throw new BackupError(`the last line is missing after line ${number}: the file was cut off`);
  }
}

function lastLine(rows: number, sha256: string): string {
  return JSON.stringify({ end: 'p2core-backup', rows, sha256 });
}

function demandHeader(line: string): void {
  if (line === header) return;
  if (line === '{"format":"p2core-backup","version":1}') {
    throw new BackupError(
      'line 1: this export is of version 1, which cannot be told from one that was cut off: export again with this version of p2core-server',
    );
  }
  throw new BackupError(`line 1: it must be ${header}`);
}

function parseRow(line: string, number: number): { table: Table; row: Row } {
  try {
    const { table, row } = JSON.parse(line) as { table: Table; row: Row };
    // Refuses a repeated member, a number out of range and white space.
    const isCanonical = JSON.stringify({ table, row }) === line;
    if (isCanonical && tables.includes(table) && row !== null && typeof row === 'object') {
      return { table, row };
    }
  } catch {
    // Reported below.
  }
  throw new BackupError(`line ${number}: it is not a row of an export`);
}
