import { type Expression, type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.js';

/**
 * Whether a session lives at a time: it was not ended, and its certificate has not expired (R39). A session with an
 * expired certificate counts as ended; its data is deleted at its next use.
 */
export function livesAt(time: number | Expression<number>) {
  return (eb: ExpressionBuilder<Tables, 'sessions'>) =>
    eb.and([
      eb('endedAt', 'is', null),
      eb.or([eb('endsAt', 'is', null), eb('endsAt', '>=', time)]),
    ]);
}

/**
 * Sets `ends_at` of sessions that were stored before that column existed, and has the home servers of foreign ones
 * asked at their next request.
 */
export async function fillSessionLife(db: Kysely<Tables>): Promise<void> {
  await sql`
    update sessions set ends_at = (
      select max(not_after) from id_certs
      where id_certs.fid = sessions.fid and id_certs.session_id = sessions.session_id
        and invalidated_at is null
    ) where ended_at is null and ends_at is null`.execute(db);
  await sql`
    update sessions set ask_home_at = 0
    where ended_at is null and ends_at is not null and ask_home_at is null
      and not exists (select 1 from actors where actors.fid = sessions.fid)`.execute(db);
}
