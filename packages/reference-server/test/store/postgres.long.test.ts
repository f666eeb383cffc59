import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../src/store/errors.js';
import { openStore } from '../../src/store/store.js';
import { alice, announcement, identity, open, session } from './fixtures.js';
import { storeSuite } from './suites/all.js';
import { processesSuite } from './suites/processes.js';

/** A database with the tables of a store, which is copied: to make them anew takes longer than most tests. */
let withTables: Promise<string> | undefined;

async function newDatabase(): Promise<string> {
  withTables ??= makeTables();
  return postgres.copyOf(await withTables);
}

async function makeTables(): Promise<string> {
  const database = await postgres.newDatabase();
  const store = await openStore(database);
  await store.close();
  return database;
}

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  storeSuite(postgres.newDatabase, newDatabase);
  processesSuite(postgres.newDatabase);

  test('a URL may say postgresql://', async () => {
    const store = await open((await postgres.newDatabase()).replace('postgres:', 'postgresql:'));
    await store.settings.set('key', 'value');
    expect(await store.settings.get('key')).toBe('value');
  });

  test('a password may be longer than the path of a file', async () => {
    const url = new URL(await newDatabase());
    url.password = 'x'.repeat(5000);
    const store = await open(url.href);
    await store.probe();
  });

  test('a server that cannot be reached is an error', async () => {
    await expect(openStore('postgres://postgres@127.0.0.1:1/p2core')).rejects.toThrow();
  });

  test('an error says nothing of what is in the row', async () => {
    const database = await newDatabase();
    const store = await open(database);
    const client = new Client(database);
    await client.connect();
    await client.query('alter table actors add check (created_at < 0)');
    await client.end();
    const actor = { fid: alice, createdAt: 1, passwordHash: '$argon2id$secret' };
    const failure: unknown = await store.actors.register(actor).catch((error) => error);
    expect(inspect(failure)).toContain('check constraint');
    expect(inspect(failure)).not.toContain('secret');
  });

  test('lost connections fail what they carried, as a whole, and are replaced', async () => {
    const store = await open(await postgres.newDatabase());
    await store.serverIdentities.ensureFirst(async () => identity('a'));
    await store.sessions.add(session(alice, 'one'));

    const rotation = store.serverIdentities.rotate(async () => {
      await postgres.cutConnections();
      return identity('b');
    }, announcement);
    await expect(rotation).rejects.toThrow();

    expect((await store.serverIdentities.current())?.serialNumber).toBe('a');
    expect(await store.events.pending(alice, 'one')).toEqual([]);
    await store.serverIdentities.rotate(async () => identity('c'), announcement);
    expect(await store.events.pending(alice, 'one')).toHaveLength(1);
  });

  test('connections that are lost while idle are replaced', async () => {
    const store = await open(await postgres.newDatabase());
    await store.settings.set('key', 'value');
    await postgres.cutConnections();
    await expect.poll(() => store.settings.get('key').catch(() => 'lost')).toBe('value');
  });
});

test('a server that accepts connections and never answers is an error', {
  timeout: 30_000,
}, async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const opened = openStore(`postgres://postgres@127.0.0.1:${port}/p2core`);
  await expect(opened).rejects.toThrow(StoreUnavailableError);
  silent.close();
});
