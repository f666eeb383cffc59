import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addActor } from '../../src/operator/actors.js';
import { openStore } from '../../src/store/store.js';
import { withOperator } from '../durability/stage.js';
import { findPostgres, startPostgres, type TestPostgres } from '../store/postgres.js';
import { type Outcome, run, runJson } from './command.js';
import { fill } from './fill.js';
import { temporaryFolder } from './folder.js';

const seed = Number(process.env.P2CORE_SEED ?? Date.now() % 2 ** 31);
const path = temporaryFolder();
const sealingKey = 'ab'.repeat(32);
const envOf = (database: string) => ({
  P2CORE_DATABASE: database,
  P2CORE_SEALING_KEY: sealingKey,
});

const programs = findPostgres();
if (programs === undefined) {
  console.log('PostgreSQL is not installed here: exports go from SQLite to SQLite alone.');
}
let postgres: TestPostgres | undefined;
const filled = envOf(path('filled.db'));
const exported = path('filled.jsonl');

beforeAll(async () => {
  console.log('seed', seed);
  if (programs !== undefined) postgres = await startPostgres(programs);
  await withOperator(filled, (operator) => fill(operator, seed));
  succeed(await run(filled, 'export', exported));
});
afterAll(() => postgres?.stop());

function succeed({ status, stderr }: Outcome): void {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

const text = (file: string) => readFileSync(file, 'utf8');
const newSqlite = async () => path('p2core.db');

/** Imports `file` into a new database and exports that. */
async function throughNew(database: string, file: string): Promise<string> {
  const env = envOf(database);
  succeed(await run(env, 'import', file));
  const again = path('again.jsonl');
  succeed(await run(env, 'export', again));
  return again;
}

test('the export has a line for every row, and no private key or token as it is', async () => {
  const lines = text(exported).trimEnd().split('\n');
  const tables = new Set(lines.slice(1).map((line) => JSON.parse(line).table));
  expect(tables).toEqual(
    new Set([
      'settings',
      'server_identities',
      'actors',
      'sessions',
      'id_certs',
      'key_packages',
      'key_package_digests',
      'events',
    ]),
  );
  expect(text(exported)).not.toContain('PRIVATE KEY');
  expect(text(exported)).not.toContain(sealingKey);
});

test('only the owner can read the file, and an older file is not written over', async () => {
  expect((statSync(exported).mode & 0o777).toString(8)).toBe('600');
  const before = text(exported);
  const { status, stderr } = await run(filled, 'export', exported);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^p2core-server: .*exist.*\n$/);
  expect(text(exported)).toBe(before);
});

test('SQLite → SQLite → export is the same octets', async () => {
  expect(text(await throughNew(await newSqlite(), exported))).toBe(text(exported));
});

describe.skipIf(programs === undefined)('with PostgreSQL', () => {
  const newDatabase = async () => (await postgres?.newDatabase()) ?? '';

  test('SQLite → PostgreSQL → SQLite is the same octets at each step', async () => {
    const onPostgres = await throughNew(await newDatabase(), exported);
    expect(text(onPostgres)).toBe(text(exported));
    expect(text(await throughNew(await newSqlite(), onPostgres))).toBe(text(exported));
  });

  test('and the new database goes on counting where the old one stopped', async () => {
    const env = envOf(await newDatabase());
    succeed(await run(env, 'import', exported));
    const before = await runJson(env, 'session', 'list', 'alice');
    await runJson(env, 'session', 'add', 'alice', '--id', 'after');
    expect(await runJson(env, 'session', 'list', 'alice')).toEqual([
      ...before,
      expect.objectContaining({ session_id: 'after' }),
    ]);
    const { s } = await runJson(
      env,
      'event',
      'add',
      'alice',
      '--session',
      before[0].session_id,
      '--op',
      '8',
    );
    expect(Number(s)).toBe(7);
  });
});

describe.each([
  ['SQLite', newSqlite],
  ['PostgreSQL', async () => postgres?.newDatabase()],
])('an import into %s', (kind, newDatabase) => {
  const testHere = test.skipIf(kind === 'PostgreSQL' && programs === undefined);
  const newEnv = async () => envOf((await newDatabase()) ?? '');

  testHere('into a database that is not empty is refused, and changes nothing', async () => {
    const env = await newEnv();
    await withOperator(env, (operator) => addActor(operator, 'alice'));
    const [before, after] = [path('before.jsonl'), path('after.jsonl')];
    succeed(await run(env, 'export', before));
    const { status, stderr } = await run(env, 'import', exported);
    expect(status).toBe(1);
    expect(stderr).toBe('p2core-server: the database is not empty; import into a new one\n');
    succeed(await run(env, 'export', after));
    expect(text(after)).toBe(text(before));
  });

  const lines = () => text(exported).trimEnd().split('\n');
  const middle = (all: string[]) => Math.floor(all.length / 2);
  const broken: Record<string, (all: string[]) => string[]> = {
    'nothing at all': () => [],
    'another format': (all) => ['{"format":"p2core-backup","version":2}', ...all.slice(1)],
    'no header': (all) => all.slice(1),
    'a line that is cut off': (all) => [...all.slice(0, -1), (all.at(-1) ?? '').slice(0, -5)],
    'a line that is no JSON': (all) => all.with(middle(all), 'nonsense'),
    'a table that is unknown': (all) =>
      all.with(middle(all), '{"table":"kysely_migration","row":{}}'),
    'a column that is unknown': (all) => [...all, '{"table":"actors","row":{"name":"a"}}'],
    'the same row twice': (all) => [...all, all.at(-1) ?? ''],
    'a row whose session is missing': (all) => [
      ...all,
      '{"table":"events","row":{"session":999999,"s":1,"n":"core","op":"1","d":"{}"}}',
    ],
  };

  testHere.each(Object.keys(broken))(
    'of %s is refused in one line, and leaves nothing',
    async (what) => {
      const env = await newEnv();
      const file = path('broken.jsonl');
      writeFileSync(file, (broken[what]?.(lines()) ?? []).map((line) => `${line}\n`).join(''));
      const { status, stderr } = await run(env, 'import', file);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^p2core-server: .+\n$/);
      expect(await linesIn(env.P2CORE_DATABASE)).toBe(1);
    },
  );
});

/** How many lines an export of the database has; one, the header, where the database is empty. */
async function linesIn(database: string): Promise<number> {
  const store = await openStore(database);
  let lines = 0;
  await store.export(() => void lines++).finally(() => store.close());
  return lines;
}

test('a server can be started on what was imported, and the sealing key is needed for it', async () => {
  const database = await newSqlite();
  await throughNew(database, exported);
  const { id_cert: idCert } = await runJson(envOf(database), 'session', 'add', 'alice');
  expect(idCert).toContain('BEGIN CERTIFICATE');
  const wrong = { ...envOf(database), P2CORE_SEALING_KEY: 'cd'.repeat(32) };
  const { status, stderr } = await run(wrong, 'session', 'add', 'alice');
  expect(status).toBe(1);
  expect(stderr).toContain('sealed with another key');
});
