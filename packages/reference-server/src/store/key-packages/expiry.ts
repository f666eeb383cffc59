import { sql } from 'kysely';

/**
 * When the lifetime of a KeyPackage ends, always a number: one whose end is unknown never expires. The index on the
 * same expression serves it.
 */
export const expiry = sql<number>`coalesce(not_after, ${sql.lit(Number.MAX_SAFE_INTEGER)})`;
