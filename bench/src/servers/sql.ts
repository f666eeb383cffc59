import Libsql from 'libsql';
import pg from 'pg';

export type Row = Record<string, unknown>;

/** A database without a query builder. Each statement is prepared once, and kept. */
export interface Sql {
  /** Runs a statement, whose parameters are `$1`, `$2`, … in this order. */
  query(statement: string, ...parameters: unknown[]): Promise<Row[]>;
  /** Runs some statements in one transaction. */
  transaction(run: (query: Sql['query']) => Promise<void>): Promise<void>;
}

/** Opens a path as SQLite, with the settings of the reference server, and a URL as PostgreSQL. */
export function openSql(database: string): Sql {
  return database.startsWith('postgres://') ? openPostgres(database) : openSqlite(database);
}

function openSqlite(path: string): Sql {
  const database = new Libsql(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const statements = new Map<string, Libsql.Statement<unknown[]>>();
  const query: Sql['query'] = async (text, ...parameters) => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = database.prepare<unknown[]>(text.replaceAll(/\$\d/g, '?'));
      statements.set(text, statement);
    }
    if (statement.reader) return statement.all(parameters) as Row[];
    statement.run(parameters);
    return [];
  };
  return {
    query,
    async transaction(run) {
      database.exec('begin immediate');
      await run(query);
      database.exec('commit');
    },
  };
}

function openPostgres(url: string): Sql {
  const pool = new pg.Pool({ connectionString: url });
  const names = new Map<string, string>();
  const on =
    (client: Pick<pg.Pool, 'query'>): Sql['query'] =>
    async (text, ...values) => {
      const name = names.get(text) ?? `s${names.size}`;
      names.set(text, name);
      return (await client.query({ name, text, values })).rows;
    };
  return {
    query: on(pool),
    async transaction(run) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await run(on(client as never));
        await client.query('commit');
        client.release();
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
  };
}
