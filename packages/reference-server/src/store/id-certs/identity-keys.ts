import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../schema.js';

const rowsAtOnce = 500;

interface KeyOfSession {
  fid: string;
  sessionId: string;
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: string;
}

/**
 * Records that a session has a public key, unless another session had it first. Such transactions wait for each other.
 *
 * @returns whether the key is this session's
 */
export async function claimKey(
  trx: Transaction<Tables>,
  { fid, sessionId, publicKey }: KeyOfSession,
): Promise<boolean> {
  const key = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  const digest = digestOf(key);
  await trx
    .insertInto('identityKeys')
    .values({ digest, fid, sessionId })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  const owner = await trx
    .selectFrom('identityKeys')
    .select(['fid', 'sessionId'])
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return owner.fid === fid && owner.sessionId === sessionId;
}

/** Records the public keys of all certificates, if the database was written before this table existed. */
export async function fillIdentityKeys(db: Kysely<Tables>): Promise<void> {
  const some = await db.selectFrom('identityKeys').select('digest').limit(1).executeTakeFirst();
  if (some !== undefined) return;
  for (let last = 0; ; ) {
    const idCerts = await db
      .selectFrom('idCerts')
      .select(['id', 'fid', 'sessionId', 'certificate'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    const final = idCerts.at(-1);
    if (final === undefined) return;
    last = final.id;
    const keys = idCerts.flatMap(({ fid, sessionId, certificate }) => {
      const digest = digestOfCertificate(certificate);
      return digest === undefined ? [] : [{ digest, fid, sessionId }];
    });
    if (keys.length === 0) continue;
    await db
      .insertInto('identityKeys')
      .values(keys)
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute();
  }
}

function digestOfCertificate(pem: string): string | undefined {
  try {
    return digestOf(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }));
  } catch {
    return undefined;
  }
}

function digestOf(spki: Buffer): string {
  return createHash('sha256').update(spki).digest('hex');
}
