import { Migrator, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { issueWithStoredKey } from '../../../src/pki/issue-with-stored-key.js';
import { generateKeyPair } from '../../../src/pki/keys.js';
import { createServerIdentity } from '../../../src/pki/server-identity.js';
import { openDatabase } from '../../../src/store/database/database.js';
import { IdentityKeyUsedError } from '../../../src/store/errors.js';
import { initial } from '../../../src/store/migrations/0001-initial.js';
import { openStore } from '../../../src/store/store.js';
import {
  alice,
  announcement,
  idCert,
  identity,
  neverLow,
  openWithAlice,
  session,
} from '../fixtures.js';

async function someIdCert() {
  const issuer = await createServerIdentity({
    domain: 'home.example.com',
    notBefore: 1000,
    notAfter: 4e9,
  });
  const { publicKey } = generateKeyPair();
  const validity = { notBefore: 1000, notAfter: 4e9 };
  return issueWithStoredKey({ fid: alice, sessionId: 'one', publicKey, issuer, ...validity });
}

/** Makes a database as 0.1.0 left it, before its first row. */
async function openAs010(database: string): Promise<Awaited<ReturnType<typeof openDatabase>>> {
  const db = await openDatabase(database, 'maintenance');
  const provider = { getMigrations: async () => ({ '0001-initial': initial }) };
  expect((await new Migrator({ db, provider }).migrateToLatest()).error).toBeUndefined();
  return db;
}

export function upgradingSuite(newDatabase: () => Promise<string>): void {
  test('a database that a newer version has changed is refused with that reason, and not changed', async () => {
    const database = await newDatabase();
    const store = await openWithAlice(database);
    await store.close();
    const db = await openDatabase(database, 'maintenance');
    const name = '9999-later';
    await sql`insert into kysely_migration values (${name}, '2030-01-01')`.execute(db);
    await db.destroy();
    await expect(openWithAlice(database)).rejects.toThrow(
      `a newer p2core-server has changed the database (migration ${name})`,
    );
  });

  test('only a caller that may make a database upgrades an older one, for an older server may be running', async () => {
    const database = await newDatabase();
    const db = await openAs010(database);
    onTestFinished(() => db.destroy());
    await expect(openStore(database, { create: false })).rejects.toThrow(
      'the database is one of an older p2core-server',
    );
    const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    expect(done.rows.map(({ name }) => name)).toEqual(['0001-initial']);
  });

  test('tables of another program are no database of a server, and are not changed', async () => {
    const database = await newDatabase();
    const db = await openDatabase(database, 'maintenance');
    onTestFinished(() => db.destroy());
    await sql`create table theirs (id integer)`.execute(db);
    expect(await openStore(database, { create: false })).toBeUndefined();
    expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(['theirs']);
  });

  test('a database that a starting server has just begun to make is none yet', async () => {
    const database = await newDatabase();
    const db = await openDatabase(database, 'maintenance');
    onTestFinished(() => db.destroy());
    await new Migrator({ db, provider: { getMigrations: async () => ({}) } }).migrateToLatest();
    expect(await openStore(database, { create: false })).toBeUndefined();
  });

  test('a database of 0.1.0 keeps all its data', async () => {
    const database = await newDatabase();
    const before = await openAs010(database);
    const { tokenHash } = session(alice, 'one');
    const { publicKey, pem } = await someIdCert();
    for (const statement of [
      sql`insert into id_certs (fid, session_id, serial_number, certificate, not_before, not_after)
        values (${alice}, 'one', 'aa', ${pem}, 1000, 4000000000)`,
      sql`insert into sessions (fid, session_id, token_hash, created_at, last_event)
        values (${alice}, 'one', ${tokenHash}, 1000, 7)`,
      sql`insert into events (session, s, n, op, d) values (1, 6, 'core', '8', '{}')`,
      sql`insert into events (session, s, n, op, d) values (1, 7, 'core', '6', '{}')`,
      sql`insert into key_packages (session, last_resort, key_package, not_after)
        values (1, 0, 'endless', null), (1, 0, 'expired', 1000), (1, 0, 'ending', 3000), (1, 1, 'last', null)`,
    ]) {
      await before.transaction().execute((trx) => statement.execute(trx));
    }
    await before.destroy();

    const store = await openWithAlice(database);
    const told = async () => (await store.events.pending(alice, 'one')).map(({ s }) => s);
    const take = async () =>
      (await store.keyPackages.takeOnePerSession(alice, neverLow, 2000)).keyPackages;
    expect((await store.sessions.byTokenHash(tokenHash))?.sessionId).toBe('one');
    expect(await told()).toEqual(['6', '7']);
    await store.serverIdentities.rotate(async () => identity('a'), announcement);
    expect(await told()).toEqual(['6', '7', '8']);
    await store.events.acknowledge(alice, 'one', 7);
    expect(await told()).toEqual(['8']);
    const taken = [await take(), await take(), await take()];
    expect(taken).toEqual([['ending'], ['endless'], ['last']]);
    const trusted = store.sessions.trust({
      ...session(alice, 'two'),
      idCert: { ...idCert('bb'), publicKey },
      most: 100,
      event: { n: 'core', op: '3', d: {} },
    });
    await expect(trusted).rejects.toThrow(IdentityKeyUsedError);
  });
}
