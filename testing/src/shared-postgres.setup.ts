/** Starts the one PostgreSQL server that all tests of the long tier share, where it is installed. */
import type { TestProject } from 'vitest/node';
import { findPostgres, startPostgres } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the shared server's socket; undefined where PostgreSQL is not installed. */
    postgresFolder: string | undefined;
  }
}

/** Hundreds of databases live for one test each: to vacuum them all, and to log whole pages, takes a sixth of the time. */
const shortLived = { autovacuum: 'off', full_page_writes: 'off' };

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const programs = findPostgres();
  if (programs === undefined) {
    console.warn('PostgreSQL is not installed here: the tests on it are skipped.');
    return;
  }
  const server = await startPostgres(programs, project.config.env.TMPDIR, shortLived);
  project.provide('postgresFolder', server.folder);
  return server.stop;
}
