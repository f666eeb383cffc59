import { sql } from 'kysely';

/**
 * When the lifetime of a KeyPackage ends, as a number in every case: one whose end is not known never expires. The index
 * of the same words finds it.
 */
export const expiry = sql<number>`coalesce(not_after, ${sql.lit(Number.MAX_SAFE_INTEGER)})`;
