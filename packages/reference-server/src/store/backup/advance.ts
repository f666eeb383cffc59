import type { Transaction } from 'kysely';
import type { Tables } from '../schema.js';
import type { MakeServerIdentity } from '../server-identities/identity-rows.js';
import { rotateIn } from '../server-identities/server-identities.js';

/** The options of `import --advance`. */
export interface Advance {
  /** The current time, in seconds since the epoch. */
  at: number;
  /** Makes the identity that follows that of the backup. */
  make: MakeServerIdentity;
  /** The setting to delete, because its value may have been replaced since the backup. */
  forget: string;
}

/** More events than a session can have received since the backup. */
const eventsSince = 2 ** 32;

/**
 * Ends everything that may have ended since the backup: every session with its token, ID-Cert, KeyPackages and events,
 * the administrator's token, and every invitation that was not used. Sequence numbers of events continue far above the former ones, and the server's key is
 * rotated. Serial numbers are random, so none is used twice.
 */
export async function advance(
  trx: Transaction<Tables>,
  { at, make, forget }: Advance,
): Promise<void> {
  for (const table of ['events', 'keyPackages', 'renewals'] as const) {
    await trx.deleteFrom(table).execute();
  }
  await trx
    .updateTable('idCerts')
    .set({ invalidatedAt: at })
    .where('invalidatedAt', 'is', null)
    .where('notAfter', '>=', at)
    .execute();
  await trx
    .updateTable('sessions')
    .set({ endedAt: at, tokenHash: null })
    .where('endedAt', 'is', null)
    .execute();
  await trx
    .updateTable('sessions')
    .set((eb) => ({ lastEvent: eb('lastEvent', '+', eventsSince) }))
    .execute();
  await trx.deleteFrom('invitations').where('usedBy', 'is', null).execute();
  await trx.deleteFrom('settings').where('key', '=', forget).execute();
  await rotateIn(trx, make);
}
