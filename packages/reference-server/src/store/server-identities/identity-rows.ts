import type { Expression, Kysely, Transaction } from 'kysely';
import { prepare } from '../database/prepared.js';
import type { Tables } from '../schema.js';

/** A key pair of this server and the self-signed certificate for it. Times are seconds since the epoch. */
export interface ServerIdentity {
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** PEM. */
  readonly certificate: string;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** The private key, encrypted, in Base64. */
  readonly sealedPrivateKey: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** When the server began to use it. */
  readonly currentFrom: number;
}

/** Makes the identity that follows `current`. It runs in a transaction and must not call the store. */
export type MakeServerIdentity = (current: ServerIdentity | undefined) => Promise<ServerIdentity>;

const newest = prepare(newestIdentities);

/** Finds the identity that was current at a time. */
export const inUseAt = prepare((db, time: Expression<number>) =>
  newestIdentities(db).where('currentFrom', '<=', time),
);

/** The first second at which the identity after `current` may begin. */
export async function earliestAfter(
  trx: Transaction<Tables>,
  current: ServerIdentity | undefined,
  made: ServerIdentity,
): Promise<number> {
  if (current === undefined || made.currentFrom > current.currentFrom) return 0;
  const signed = await trx
    .selectFrom('idCerts')
    .select('serialNumber')
    .where('notBefore', '>=', current.currentFrom)
    .executeTakeFirst();
  return signed === undefined ? current.currentFrom : current.currentFrom + 1;
}

/** Selects the newest identity. */
export function newestIdentities(db: Kysely<Tables>) {
  return db
    .selectFrom('serverIdentities')
    .select([
      'serialNumber',
      'certificate',
      'publicKey',
      'sealedPrivateKey',
      'notBefore',
      'notAfter',
      'currentFrom',
    ])
    .orderBy('currentFrom', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
}

/** The current identity. */
export async function currentIdentity(db: Kysely<Tables>): Promise<ServerIdentity | undefined> {
  return newest.first(db);
}

/** Adds a row. */
export async function insertIdentity(
  trx: Transaction<Tables>,
  identity: ServerIdentity,
): Promise<void> {
  const {
    serialNumber,
    certificate,
    publicKey,
    sealedPrivateKey,
    notBefore,
    notAfter,
    currentFrom,
  } = identity;
  await trx
    .insertInto('serverIdentities')
    .values({
      serialNumber,
      certificate,
      publicKey,
      sealedPrivateKey,
      notBefore,
      notAfter,
      currentFrom,
    })
    .execute();
}
