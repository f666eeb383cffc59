import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { generateKeyPair } from '../../src/pki/keys.js';
import { openDatabase } from '../../src/store/database/database.js';
import { onPostgres } from '../../src/store/database/dialect.js';
import type { Tables } from '../../src/store/schema.js';
import { openStore, type Store } from '../../src/store/store.js';
import {
  alice,
  announcement,
  bob,
  idCert,
  identity,
  keyPackages,
  neverLow,
  session,
  sha256,
} from './fixtures.js';

/** So many rows that a missing index shows by far. */
const many = 250_000;

/** The ratio allowed for so many more rows. It leaves room for a busy machine. */
const tolerance = 10;

function costsSuite(
  newDatabase: () => Promise<string>,
  numbers: (count: number) => RawBuilder<unknown>,
) {
  /** A store with one session, and what `fill` adds to it. */
  async function filled(...fills: ((db: Kysely<Tables>) => RawBuilder<unknown>)[]): Promise<Store> {
    const database = await newDatabase();
    const store = await openStore(database);
    await store.actors.add(alice, 1000);
    await store.sessions.add(session(alice, 'one'));
    const db = await openDatabase(database, 'maintenance');
    for (const fill of fills) await db.transaction().execute((trx) => fill(trx).execute(trx));
    // PostgreSQL does this by itself within a minute.
    if (onPostgres(db)) await sql`analyze`.execute(db);
    await db.destroy();
    return store;
  }

  /** The least that one call takes, in milliseconds: what else the machine does only adds to it. */
  async function cost(call: (i: number) => Promise<unknown>): Promise<number> {
    const times: number[] = [];
    for (let i = 0; i < 15; i++) {
      const start = performance.now();
      await call(i);
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  }

  const stocked = (count: number, notAfter: number) =>
    filled(
      () => sql`insert into key_packages (session, last_resort, key_package, not_after)
        select 1, 0, 'KeyPackage ' || i, cast(${notAfter} as bigint) + i % 1000 from (${numbers(count)}) as numbers`,
    );

  test.each([
    ['that can be given out', 5000],
    ['of which all but the last have expired', 1001],
  ])(
    'taking a KeyPackage costs the same of 2,000 and of 250,000 %s',
    { timeout: 180_000 },
    async (_, notAfter) => {
      const costs: number[] = [];
      for (const count of [2000, many]) {
        const store = await stocked(count, notAfter);
        costs.push(await cost(() => store.keyPackages.takeOnePerSession(alice, neverLow, 2000)));
        await store.close();
      }
      console.log('milliseconds to take a KeyPackage of 2,000 and of 250,000:', costs);
      expect((costs[1] ?? 0) / (costs[0] ?? 0)).toBeLessThan(tolerance);
    },
  );

  test('what a home actor asks costs the same in an empty and in a full database', {
    timeout: 240_000,
  }, async () => {
    const calls: Record<string, number[]> = {};
    for (const count of [1, many]) {
      const store = await filled(
        () => sql`insert into key_package_digests (digest)
          select 'digest ' || i from (${numbers(count)}) as numbers`,
        () => sql`insert into key_package_budgets (fid, taker, since, taken)
          select ${bob}, 'taker ' || i, 1000, 1 from (${numbers(count)}) as numbers`,
        () => sql`insert into key_material (fid, serial_number, key_data)
          select 'actor-' || i, 'aa', 'key' from (${numbers(count)}) as numbers`,
        () => sql`insert into sessions (fid, session_id, token_hash, created_at, last_event)
          select ${bob}, 'session ' || i, 'hash ' || i, 1000, 0 from (${numbers(Math.ceil(0.4 * count))}) as numbers`,
        () => sql`insert into renewals (session, renewed_at, csr_digest, former_token_hash, sealed_answer)
          select id, 2000, 'digest', 'former ' || id, 'answer' from sessions where session_id like 'session %'`,
      );
      const own = { fid: alice, sessionId: 'one' };
      const measure = async (name: string, call: (i: number) => Promise<unknown>) => {
        calls[name] = [...(calls[name] ?? []), await cost(call)];
      };
      await measure('a look-up of a token', () => store.sessions.byTokenHash('hash 1', 2000));
      await measure('a look-up of a former token', () =>
        store.sessions.byTokenHash('former 2', 2000),
      );
      await measure('an upload of 100 KeyPackages', () =>
        store.keyPackages.add({ ...own, lastResort: false, keyPackages: keyPackages(100) }),
      );
      const budgets = [{ taker: bob, most: 60 }];
      await measure('a KeyPackage within a budget', () =>
        store.keyPackages.takeOnePerSession(alice, neverLow, 2000, budgets),
      );
      await measure('the key material of an actor', () => store.keyMaterial.list(alice));
      await measure('a renewal', (i) =>
        store.renewals.renew(
          {
            ...own,
            tokenHash: i === 0 ? session(alice, 'one').tokenHash : sha256(`token ${i - 1}`),
            csrDigest: sha256(`${i}`),
            newTokenHash: sha256(`token ${i}`),
            newCert: { ...idCert(`0${i}`), publicKey: generateKeyPair().publicKey },
            sealedAnswer: 'answer',
          },
          {
            invalidation: () => ({ n: 'core', op: '4', d: {} }),
            noKeyPackages: { n: 'p2core', op: '1', d: {} },
          },
          2000,
        ),
      );
      expect(await store.idCerts.listAll(alice)).toHaveLength(15);
      await store.close();
    }
    console.log('milliseconds in an empty and in a full database:', calls);
    for (const [name, [empty = 0, full = 0]] of Object.entries(calls)) {
      expect([name, full / empty < tolerance]).toEqual([name, true]);
    }
  });

  test('a rotation costs the same with one session and with 100,000', {
    timeout: 180_000,
  }, async () => {
    const costs: number[] = [];
    for (const count of [1, 100_000]) {
      const store = await filled(
        () => sql`insert into sessions (fid, session_id, token_hash, created_at, last_event)
          select ${alice}, 'session ' || i, 'hash ' || i, 1000, 0 from (${numbers(count)}) as numbers`,
      );
      costs.push(
        await cost((i) =>
          store.serverIdentities.rotate(async () => identity(`${i}`), announcement),
        ),
      );
      expect(await store.events.pending(alice, `session ${count}`)).toHaveLength(15);
      await store.close();
    }
    console.log('milliseconds to rotate with 1 and with 100,000 sessions:', costs);
    expect((costs[1] ?? 0) / (costs[0] ?? 0)).toBeLessThan(tolerance);
  });
}

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-costs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  costsSuite(
    async () => join(folder, `${++made}.db`),
    (count) =>
      sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n`,
  );
});

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  costsSuite(
    () => postgres.newDatabase(),
    (count) => sql`select i from generate_series(1, cast(${count} as integer)) as i`,
  );
});
