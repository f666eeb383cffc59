import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '@p2core/testing/postgres';

/** Where a benchmark's databases are made. */
export interface Databases {
  readonly kind: 'SQLite' | 'PostgreSQL';
  newDatabase(): Promise<string>;
  /** Does the maintenance that a database which grows over months does by itself. */
  settle(database: string): void;
  stop(): Promise<void>;
}

/** SQLite, in a temporary folder. */
export function sqlite(): Databases {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-bench-'));
  let made = 0;
  return {
    kind: 'SQLite',
    newDatabase: async () => join(folder, `${++made}.db`),
    settle: () => {},
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** PostgreSQL, where it is installed. It does not sync to disk, so its writes look faster than they are. */
export async function postgres(): Promise<Databases | undefined> {
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  const server = await startPostgres(programs);
  return {
    kind: 'PostgreSQL',
    newDatabase: () => server.newDatabase(),
    settle: (database) => {
      execFileSync('psql', [database, '-qc', 'vacuum analyze']);
    },
    stop: () => server.stop(),
  };
}
