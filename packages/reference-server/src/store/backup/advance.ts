import type { Transaction } from 'kysely';
import type { Tables } from '../schema.js';
import { type MakeServerIdentity, rotateIn } from '../server-identities.js';

/** What an older state is brought forward with. */
export interface Advance {
  /** When, in seconds since the epoch. */
  at: number;
  /** Makes the identity that follows that of the backup. */
  make: MakeServerIdentity;
  /** A setting whose value may have been replaced since. */
  forget: string;
}

/** More events than any session is told of between a backup and its loss. */
const eventsSince = 2 ** 32;

/**
 * Ends what the server may have ended since a backup, for nobody knows what it was: every session with its token, its
 * ID-Cert, its KeyPackages and its events, and the administrator's token. Numbers of events go on far above those that
 * were given out, and the key that may have been rotated signs no more. Serial numbers are random; none comes back.
 */
export async function advance(
  trx: Transaction<Tables>,
  { at, make, forget }: Advance,
): Promise<void> {
  for (const table of ['events', 'keyPackages', 'keyPackageDigests'] as const) {
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
  await trx.deleteFrom('settings').where('key', '=', forget).execute();
  await rotateIn(trx, make);
}
