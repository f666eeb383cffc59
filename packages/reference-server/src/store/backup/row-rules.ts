import type { ColumnMetadata, Kysely } from 'kysely';
import type { Tables } from '../schema.js';
import { addedLater, keys, type Row, type Table, tables } from './tables.js';

/** Returns the fault of a row; undefined where it has none. */
type RowRule = (row: Row) => string | undefined;

/** The form of values of some columns. */
const forms: Readonly<Record<string, RegExp>> = {
  token_hash: /^[0-9a-f]{64}$/,
  digest: /^[0-9a-f]{64}$/,
  hash: /^[0-9a-f]{64}$/,
  nonce: /^[0-9a-f]{1,128}$/,
  password_hash: /^\$argon2id\$/,
  csr_digest: /^[0-9a-f]{64}$/,
  former_token_hash: /^[0-9a-f]{64}$/,
  serial_number: /^[0-9a-f]{1,40}$/,
  last_resort: /^[01]$/,
  s: /^[1-9]/,
  d: /^\{.*\}$/s,
};

/**
 * The rules for the rows of every table, made from the columns of the database. They keep from the drivers what these
 * cannot take: a boolean ends the process in libsql, and PostgreSQL has no text with NUL.
 */
export async function rowRules(db: Kysely<Tables>): Promise<Record<Table, RowRule>> {
  const found = await db.introspection.getTables();
  const ruleOf = (table: Table): [Table, RowRule] => {
    const columns = found.find(({ name }) => name === table)?.columns ?? [];
    return [table, (row) => complain(table, columns, row)];
  };
  return Object.fromEntries(tables.map(ruleOf)) as Record<Table, RowRule>;
}

function complain(table: Table, columns: readonly ColumnMetadata[], row: Row): string | undefined {
  const names = columns.map(({ name }) => name);
  const unknown = Object.keys(row).find((name) => !names.includes(name));
  if (unknown !== undefined) return `${table} has no column "${unknown}"`;
  for (const column of columns) {
    const { name } = column;
    if (!Object.hasOwn(row, name)) {
      if (addedLater.includes(`${table}.${name}`)) continue;
      return `${table}.${name} is missing`;
    }
    const wanted = whatIsWanted(table, column, row[name]);
    if (wanted !== undefined) return `${table}.${name} must be ${wanted}`;
  }
  return undefined;
}

function whatIsWanted(
  table: Table,
  { name, dataType, isNullable }: ColumnMetadata,
  value: unknown,
): string | undefined {
  const isKey = (keys[table] as readonly string[]).includes(name);
  if (value === null) return isNullable && !isKey ? undefined : 'other than null';
  if (/int/i.test(dataType)) {
    if (!Number.isSafeInteger(value) || (value as number) < 0) return 'a whole number from 0';
  } else if (typeof value !== 'string' || value.includes('\0') || hasLoneSurrogate(value)) {
    return 'text without NUL';
  }
  const form = forms[name];
  if (form !== undefined && !form.test(String(value))) return `of the form ${form.source}`;
  return name === 'd' && !isJson(String(value)) ? 'JSON' : undefined;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
