import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import Libsql from 'libsql';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../src/store/database/database.js';
import { StoreUnavailableError } from '../../src/store/errors.js';
import type { Tables } from '../../src/store/schema.js';
import { openStore } from '../../src/store/store.js';
import { alice, identity, neverLow, open, range, session } from './fixtures.js';
import { storeSuite } from './suites/all.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const newDatabase = async () => join(folder, `${++made}`, 'p2core.db');

describe('SQLite', () => {
  storeSuite(newDatabase);

  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

  test('only the owner can read the files', async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const parent = join(folder, `${++made}`);
    const path = join(parent, 'a', 'b', 'p2core.db');
    const store = await open(path);
    await store.settings.set('key', 'value');
    expect(readdirSync(join(parent, 'a', 'b')).sort()).toEqual([
      'p2core.db',
      'p2core.db-shm',
      'p2core.db-wal',
    ]);
    for (const suffix of ['', '-wal', '-shm']) expect(mode(path + suffix)).toBe('600');
    for (const made of [parent, join(parent, 'a'), join(parent, 'a', 'b')]) {
      expect(mode(made)).toBe('700');
    }
  });

  test('a file that others could read becomes private, a folder is not changed', async () => {
    const parent = mkdtempSync(join(folder, 'open-'));
    chmodSync(parent, 0o755);
    const path = join(parent, 'p2core.db');
    writeFileSync(path, '', { mode: 0o644 });
    await open(path);
    expect(mode(path)).toBe('600');
    expect(mode(parent)).toBe('755');
  });

  test.each(['with space.db', 'q?a=b&c#d.db', 'percent%20.db', 'ünï😀.db', 'no-suffix'])(
    'the file may be called %s',
    async (name) => {
      const parent = mkdtempSync(join(folder, 'name-'));
      const store = await openStore(join(parent, name));
      await store.settings.set('key', 'value');
      await store.close();
      expect(readdirSync(parent)).toContain(name);
    },
  );

  test('a file that was removed or replaced under the server is noticed', async () => {
    const path = join(mkdtempSync(join(folder, 'gone-')), 'p2core.db');
    const store = await open(path);
    await store.settings.set('key', 'value');
    renameSync(path, `${path}.moved`);
    await expect(store.probe()).rejects.toThrow('was removed or replaced');
    const write = () => store.settings.set('key', 'lost');
    await expect(write()).rejects.toThrow('was removed or replaced');
    writeFileSync(path, '');
    await expect(store.probe()).rejects.toThrow(StoreUnavailableError);
    await expect(write()).rejects.toThrow(StoreUnavailableError);
    expect(await store.settings.get('key')).toBe('value');
    renameSync(`${path}.moved`, path);
    await store.settings.set('key', 'kept');
    expect(await store.settings.get('key')).toBe('kept');
    const inside = dirname(path);
    renameSync(inside, `${inside}.moved`);
    writeFileSync(inside, '');
    await expect(write()).rejects.toThrow(StoreUnavailableError);
    rmSync(inside);
    renameSync(`${inside}.moved`, inside);
  });

  test('a path may be relative', async () => {
    const cwd = process.cwd();
    onTestFinished(() => process.chdir(cwd));
    process.chdir(mkdtempSync(join(folder, 'cwd-')));
    await open('data/p2core.db');
    expect(readdirSync('data')).toContain('p2core.db');
  });

  test.each([
    '',
    'file:p2core.db',
    'file:///tmp/p2core.db',
    'libsql://x.y',
    'mysql://u@h/d',
    'HTTPS://x',
  ])('%j names no database', async (name) => {
    await expect(openStore(name)).rejects.toMatchObject({ name: 'DatabaseNameError' });
  });

  test('a file that is no database is refused and not changed', async () => {
    const path = join(mkdtempSync(join(folder, 'other-')), 'letter.txt');
    writeFileSync(path, 'Dear Alice, '.repeat(100));
    await expect(openStore(path)).rejects.toThrow('file is not a database');
    expect(statSync(path).size).toBe(1200);
  });

  test('writes are on disk before they are acknowledged, and foreign keys hold', async () => {
    const db = await openDatabase(await newDatabase());
    onTestFinished(() => db.destroy());
    const pragma = async (name: string) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  test('SQLite itself never waits for a lock, for the whole process would wait with it', async () => {
    const db = await openDatabase(await newDatabase());
    onTestFinished(() => db.destroy());
    const timeout = async (on: Kysely<Tables>) =>
      (await sql<object>`pragma busy_timeout`.execute(on)).rows;
    expect(await timeout(db)).toEqual([{ timeout: 0 }]);
    expect(await db.transaction().execute(timeout)).toEqual([{ timeout: 0 }]);
  });

  test('what requests look up is prepared once', async () => {
    const store = await open(await newDatabase());
    await store.sessions.add(session(alice, 'one'));
    const prepared = vi.spyOn(Libsql.prototype, 'prepare');
    onTestFinished(() => prepared.mockRestore());
    for (const _ of range(1, 5)) {
      await store.sessions.byTokenHash(session(alice, 'one').tokenHash);
      await store.actors.exists(alice);
      await store.idCerts.listValidAt(alice, 1500);
      await store.events.pending(alice, 'one');
      await store.events.acknowledge(alice, 'one', 1);
      await store.serverIdentities.current();
      await store.keyPackages.takeOnePerSession(alice, neverLow);
    }
    expect(prepared).toHaveBeenCalledTimes(8);
  });

  test('outside a transaction only reads are possible', async () => {
    const db = await openDatabase(await newDatabase());
    onTestFinished(() => db.destroy());
    await expect(sql`create table t (a)`.execute(db)).rejects.toThrow('readonly');
    await db.transaction().execute((trx) => sql`create table t (a)`.execute(trx));
  });

  test('once it is closed, the one file holds everything', async () => {
    const path = await newDatabase();
    const store = await openStore(path);
    await store.sessions.add(session(alice, 'one'));
    await store.close();
    const copy = join(mkdtempSync(join(folder, 'copy-')), 'p2core.db');
    copyFileSync(path, copy);
    const { sessions } = await open(copy);
    expect(await sessions.list(alice)).toHaveLength(1);
  });

  test('closing waits for calls under way', async () => {
    const path = await newDatabase();
    const store = await openStore(path);
    const rotation = store.serverIdentities.rotate(async () => {
      await new Promise(setImmediate);
      return identity('a');
    });
    const adding = store.sessions.add(session(alice, 'one'));
    await new Promise(setImmediate);
    await store.close();
    await Promise.all([rotation, adding]);
    const again = await open(path);
    expect(await again.sessions.list(alice)).toHaveLength(1);
    expect((await again.serverIdentities.current())?.serialNumber).toBe('a');
  });

  test('a lock that another process does not release is an error, and reads still work', async () => {
    const path = await newDatabase();
    const [writer, reader] = [await open(path), await open(path)];
    const other = new Libsql(path);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    other.exec("insert into settings values ('key', 'uncommitted')");

    const start = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(start);
    clock.mockReturnValue(start + 5001);
    await expect(writer.settings.set('key', 'value')).rejects.toThrow(StoreUnavailableError);
    clock.mockRestore();

    expect(await reader.settings.get('key')).toBeUndefined();
    expect(await writer.settings.get('key')).toBeUndefined();
    other.exec('rollback');
    await writer.settings.set('key', 'value');
    expect(await reader.settings.get('key')).toBe('value');
  });

  test('a writer waits for the lock without stopping the process', async () => {
    const path = await newDatabase();
    const store = await open(path);
    const other = new Libsql(path);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    const set = store.settings.set('key', 'value');
    for (const _ of range(1, 5)) await sleep(5);
    other.exec('commit');
    await set;
    expect(await store.settings.get('key')).toBe('value');
  });

  test('a database in memory is a store of its own', async () => {
    const [one, two] = [await open(':memory:'), await open(':memory:')];
    await one.sessions.add(session(alice, 'one'));
    await one.serverIdentities.ensureFirst(async () => identity('a'));
    expect(await one.sessions.list(alice)).toHaveLength(1);
    expect(await two.sessions.list(alice)).toEqual([]);
    expect(await two.serverIdentities.current()).toBeUndefined();
  });
});
