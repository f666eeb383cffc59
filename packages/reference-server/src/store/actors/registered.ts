import type { Expression, Kysely } from 'kysely';
import { prepare } from '../database/prepared.js';
import type { Tables } from '../schema.js';

const registered = prepare((db, fid: Expression<string>) =>
  db.selectFrom('actors').select(['passwordHash', 'removedAt']).where('fid', '=', fid),
);

/** The row of an actor that is or was registered here. */
export function registeredActor(
  db: Kysely<Tables>,
  fid: string,
): Promise<{ passwordHash: string | null; removedAt: number | null } | undefined> {
  return registered.first(db, fid);
}

/** Whether an actor is registered here and was not removed. */
export async function isActive(db: Kysely<Tables>, fid: string): Promise<boolean> {
  return (await registeredActor(db, fid))?.removedAt === null;
}
