/** The name of a database is neither a path, nor `:memory:`, nor a URL of PostgreSQL. */
export class DatabaseNameError extends Error {
  override readonly name = 'DatabaseNameError';

  constructor(scheme: string) {
    super(
      `a database is named by a path, by ":memory:" or by "postgres://…", not by ${JSON.stringify(scheme)}`,
    );
  }
}
