import { inject } from 'vitest';
import { postgresDatabases } from './postgres.js';

const folder = inject('postgresFolder');

/** Whether the long tier has a PostgreSQL server that its tests share. */
export const hasPostgres = folder !== undefined;

/** New databases on that server. */
export const postgres = postgresDatabases(folder ?? '');
