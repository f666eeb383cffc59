import {
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type Expression,
  type Kysely,
  sql,
} from 'kysely';
import type { Tables } from '../schema.js';

/** A compiled query that a connection prepares once and keeps. */
export interface PreparedQuery extends CompiledQuery {
  readonly name: string;
  /** Whether the first row is enough. */
  readonly isSingle: boolean;
}

/** Whether a compiled query comes from `prepare`. */
export function isPrepared(query: CompiledQuery): query is PreparedQuery {
  return 'isSingle' in query;
}

/** A query whose values are given at each run. */
export interface Prepared<Values extends unknown[], Row> {
  all(db: Kysely<Tables>, ...values: Values): Promise<Row[]>;
  first(db: Kysely<Tables>, ...values: Values): Promise<Row | undefined>;
}

/** Placeholders for the values while a query is built. */
type Places<Values extends unknown[]> = {
  [Index in keyof Values]: Expression<Values[Index]>;
};

/** A placeholder in a compiled query for the value at an index. */
class Place {
  constructor(readonly index: number) {}
}

let made = 0;

/**
 * Makes a query that is built and compiled once for each kind of database, and prepared once on each connection.
 *
 * @example
 * const actorByFid = prepare((db, fid: Expression<string>) =>
 *   db.selectFrom('actors').select('fid').where('fid', '=', fid),
 * );
 * await actorByFid.first(db, 'alice@example.com');
 */
export function prepare<Values extends unknown[], Row>(
  build: (db: Kysely<Tables>, ...places: Places<Values>) => Compilable<Row>,
): Prepared<Values, Row> {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  const name = `p2core ${++made}`;

  function compile(db: Kysely<Tables>): CompiledQuery<Row> {
    const places = Array.from({ length: build.length - 1 }, (_, index) => sql`${new Place(index)}`);
    const query = build(db, ...(places as Places<Values>)).compile();
    compiled.set(db.getExecutor().adapter, query);
    return query;
  }

  async function run(db: Kysely<Tables>, values: Values, isSingle: boolean): Promise<Row[]> {
    const query = compiled.get(db.getExecutor().adapter) ?? compile(db);
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.index] : parameter,
    );
    const prepared: PreparedQuery = { ...query, parameters, name, isSingle };
    return (await db.executeQuery<Row>(prepared as CompiledQuery<Row>)).rows;
  }

  return {
    all: (db, ...values) => run(db, values, false),
    first: async (db, ...values) => (await run(db, values, true))[0],
  };
}
