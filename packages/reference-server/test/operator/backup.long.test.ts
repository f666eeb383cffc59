import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { addActor } from '../../src/operator/actors.js';
import { tables } from '../../src/store/backup/tables.js';
import { openDatabase } from '../../src/store/database/database.js';
import { openStore } from '../../src/store/store.js';
import { program, programEnv } from '../durability/server-process.js';
import { withOperator } from '../durability/stage.js';
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

if (!hasPostgres)
  console.log('PostgreSQL is not installed here: exports go from SQLite to SQLite alone.');

const filled = envOf(path('filled.db'));
const exported = path('filled.jsonl');

beforeAll(async () => {
  console.log('seed', seed);
  await withOperator(filled, (operator) => fill(operator, seed));
  succeed(await run(filled, 'export', exported));
});

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

test('the export has a line for every row, and no readable private key or token', async () => {
  const lines = text(exported).trimEnd().split('\n');
  const found = new Set(lines.slice(1, -1).map((line) => JSON.parse(line).table));
  expect(found).toEqual(new Set(tables));
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ rows: lines.length - 2 });
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

describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
  const { newDatabase } = postgres;

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
    expect(Number(s)).toBe(8);
  });
});

describe.each([
  ['SQLite', newSqlite],
  ['PostgreSQL', postgres.newDatabase],
])('an import into %s', (kind, newDatabase) => {
  const testHere = test.skipIf(kind === 'PostgreSQL' && !hasPostgres);
  const newEnv = async () => envOf(await newDatabase());

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

  /** Imports `lines` into a new database, and returns the error. Nothing may be left there. */
  async function refusal(lines: readonly string[]): Promise<string> {
    const store = await openStore((await newDatabase()) ?? '');
    try {
      const { message } = await store.import(each(lines)).then(
        () => ({ message: 'it was imported' }),
        (error: Error) => error,
      );
      const left: string[] = [];
      await store.export((line) => void left.push(line));
      expect(left).toHaveLength(2);
      return message;
    } finally {
      await store.close();
    }
  }

  const lines = () => text(exported).trimEnd().split('\n');
  const half = Math.floor;
  const broken: Record<string, [(all: string[]) => string[], (all: string[]) => RegExp]> = {
    'nothing at all': [() => [], () => /nothing to import/],
    'the first line alone': [(all) => all.slice(0, 1), () => /after line 1: .*cut off/],
    'half of the lines': [
      (all) => all.slice(0, half(all.length / 2)),
      ({ length }) => new RegExp(`after line ${half(length / 2)}: .*cut off`),
    ],
    'all but the last line': [
      (all) => all.slice(0, -1),
      ({ length }) => new RegExp(`after line ${length - 1}: .*cut off`),
    ],
    'a last line that is cut off': [
      (all) => [...all.slice(0, -1), (all.at(-1) ?? '').slice(0, -5)],
      ({ length }) => new RegExp(`line ${length}: its count or its digest`),
    ],
    'a row less': [(all) => all.toSpliced(3, 1), () => /its count or its digest/],
    'a row that was changed': [
      (all) => all.map((line) => line.replace('"alice@', '"malice@')),
      () => /its count or its digest/,
    ],
    'two rows that changed places': [
      (all) => [...all.slice(0, 1), all[2] ?? '', all[1] ?? '', ...all.slice(3)],
      () => /its count or its digest/,
    ],
    'more after the last line': [
      (all) => [...all, all[1] ?? ''],
      ({ length }) => new RegExp(`line ${length + 1}: .*nothing after`),
    ],
    'two exports, one after the other': [(all) => [...all, ...all], () => /nothing after/],
    'version 1': [
      (all) => ['{"format":"p2core-backup","version":1}', ...all.slice(1, -1)],
      () => /line 1: .*version 1/,
    ],
    'another format': [
      (all) => all.with(0, '{"format":"p2core-backup","version":3}'),
      () => /line 1/,
    ],
    'no header': [(all) => all.slice(1), () => /line 1/],
  };

  testHere.each(Object.keys(broken))('of %s is refused, and leaves nothing', async (what) => {
    const [change, message] = broken[what] ?? [];
    const changed = change?.(lines()) ?? [];
    expect(await refusal(changed)).toMatch(message?.(lines()) ?? '');
  });

  const actor = { fid: 'x@home.example.com', created_at: 1 };
  const session = {
    ...{ id: 900, fid: actor.fid, session_id: 's', token_hash: 'ab'.repeat(32) },
    ...{ created_at: 1, ended_at: null, last_event: 0 },
  };
  const event = { session: 900, s: 1, n: 'core', op: '1', d: '{}' };
  const row = (table: string, columns: object) => JSON.stringify({ table, row: columns });
  const strange: Record<string, [string, RegExp]> = {
    'no JSON': ['nonsense', /not a row/],
    'a number': ['5', /not a row/],
    null: ['null', /not a row/],
    'a list': ['[]', /not a row/],
    'a row that is a list': ['{"table":"actors","row":[]}', /actors.fid is missing/],
    'a row that is null': ['{"table":"actors","row":null}', /not a row/],
    'no row': ['{"table":"actors"}', /not a row/],
    'more than a row': [`${row('actors', actor).slice(0, -1)},"more":1}`, /not a row/],
    'white space': [` ${row('actors', actor)}`, /not a row/],
    'an unknown table': [row('kysely_migration', {}), /not a row/],
    'a table of every object': [row('toString', {}), /not a row/],
    'an unknown column': [row('actors', { ...actor, name: 'a' }), /no column "name"/],
    'no column at all': [row('actors', {}), /actors.fid is missing/],
    'a column less': [row('actors', { fid: actor.fid }), /actors.created_at is missing/],
    'a member twice': [
      '{"table":"actors","row":{"fid":"a","fid":"b","created_at":1}}',
      /not a row/,
    ],
    true: [row('actors', { ...actor, created_at: true }), /created_at must be a whole number/],
    'true for text': [row('actors', { ...actor, fid: true }), /fid must be text/],
    'null for a time': [row('actors', { ...actor, created_at: null }), /created_at must be/],
    'null for a key': [row('sessions', { ...session, id: null }), /sessions.id must be/],
    'a number as text': [row('actors', { ...actor, created_at: '1' }), /whole number/],
    'text as a number': [row('actors', { ...actor, fid: 1 }), /fid must be text/],
    'an object': [row('actors', { ...actor, fid: {} }), /fid must be text/],
    'a fraction': [row('actors', { ...actor, created_at: 1.5 }), /whole number/],
    'a negative number': [row('actors', { ...actor, created_at: -1 }), /whole number/],
    '2^53': [row('actors', { ...actor, created_at: 2 ** 53 }), /whole number/],
    '1e400': ['{"table":"actors","row":{"fid":"a","created_at":1e400}}', /not a row/],
    '1.0': ['{"table":"actors","row":{"fid":"a","created_at":1.0}}', /not a row/],
    NUL: [row('actors', { ...actor, fid: 'a\0' }), /fid must be text without NUL/],
    'half a character': [row('actors', { ...actor, fid: '\ud800' }), /fid must be text/],
    'an actor in upper case': [row('actors', { ...actor, fid: 'A@b' }), /database refuses it/],
    'a key twice': [`${row('actors', actor)}\n${row('actors', actor)}`, /line 3: the database/],
    'a token that is no hash': [
      row('sessions', { ...session, token_hash: 'a' }),
      /token_hash must/,
    ],
    'an event without its session': [row('events', event), /database refuses it/],
    'an event that is no JSON': [row('events', { ...event, d: '{a}' }), /events.d must be JSON/],
    'an event numbered 0': [row('events', { ...event, s: 0 }), /events.s must be/],
    'the third kind of last resort': [
      row('key_packages', { id: 1, session: 1, last_resort: 2, key_package: 'A', not_after: null }),
      /last_resort must be/,
    ],
  };

  testHere.each(Object.keys(strange))('of a row with %s is refused with its line', async (what) => {
    const [rows, message] = strange[what] ?? ['', /^$/];
    const all = whole([lines()[0] ?? '', ...rows.split('\n')]);
    const refused = await refusal(all);
    expect(refused).toMatch(message);
    expect(refused).toMatch(/^line [23]: /);
  });
});

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** The lines with a last line that fits them, as somebody may write who changes an export on purpose. */
function whole(lines: readonly string[]): string[] {
  const digest = createHash('sha256').update(lines.map((line) => `${line}\n`).join(''));
  const end = { end: 'p2core-backup', rows: lines.length - 1, sha256: digest.digest('hex') };
  return [...lines, JSON.stringify(end)];
}

test('an export to "-" goes through pipes into an import from "-", or from the file that is standard input', async () => {
  for (const source of ['-', '/dev/stdin']) {
    const env = programEnv(envOf(path('piped.db')));
    const command = `'${process.execPath}' '${program}'`;
    const script = `P2CORE_DATABASE="$FROM" ${command} export - | ${command} import ${source}`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], {
      env: { ...env, FROM: filled.P2CORE_DATABASE },
    });
    const rows = text(exported).trimEnd().split('\n').length - 2;
    expect(stdout).toBe(`${rows} rows read from ${source === '-' ? 'standard input' : source}.\n`);
    expect(stderr).toMatch(new RegExp(`^${rows} rows written\\. .*\\n$`));
  }
});

test('an export that nobody reads to its end fails', async () => {
  const script = `('${process.execPath}' '${program}' export -; echo "$?" >&3) 3>&1 >/dev/full`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], {
    env: programEnv(filled),
  });
  expect(stdout).toBe('1\n');
  expect(stderr).toMatch(/^p2core-server: .*\n$/);
});

test('a refusal by the command is one line, and no file is left', async () => {
  const file = path('true.jsonl');
  const [header = ''] = text(exported).split('\n');
  const strange = '{"table":"actors","row":{"fid":"a@b","created_at":true}}';
  writeFileSync(file, `${whole([header, strange]).join('\n')}\n`);
  const env = envOf(await newSqlite());
  const { status, stderr } = await run(env, 'import', file);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'p2core-server: line 2: actors.created_at must be a whole number from 0\n',
  });
  expect(existsSync(env.P2CORE_DATABASE)).toBe(false);
});

test('a line that does not end is refused, and no file is left', async () => {
  const file = path('endless.jsonl');
  writeFileSync(file, '');
  truncateSync(file, 64 * 1024 * 1024);
  const env = envOf(await newSqlite());
  const { status, stderr } = await run(env, 'import', file);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'p2core-server: line 1: it is not a row of an export\n',
  });
  expect(existsSync(env.P2CORE_DATABASE)).toBe(false);
});

test('an import needs the name of a new database, the sealing key and the domain', async () => {
  const refusal = async (env: NodeJS.ProcessEnv) => (await run(env, 'import', exported)).stderr;
  const database = await newSqlite();
  const env = envOf(database);
  expect(await refusal({ ...env, P2CORE_DATABASE: '' })).toContain('P2CORE_DATABASE');
  expect(await refusal({ ...env, P2CORE_DATABASE: ':memory:' })).toContain('P2CORE_DATABASE');
  expect(await refusal({ ...env, P2CORE_SEALING_KEY: '' })).toContain(`${database}.key`);
  const wrong = { ...env, P2CORE_SEALING_KEY: 'cd'.repeat(32) };
  expect(await refusal(wrong)).toContain('another key');
  const domain = { ...env, P2CORE_DOMAIN: 'other.example.com' };
  expect(await refusal(domain)).toContain('P2CORE_DOMAIN=home.example.com');
  expect(existsSync(database)).toBe(false);
  expect(existsSync(`${database}.key`)).toBe(false);
});

test('every table of the database is in an export', async () => {
  const db = await openDatabase(filled.P2CORE_DATABASE);
  const found = await db.introspection.getTables().finally(() => db.destroy());
  expect(found.map(({ name }) => name).sort()).toEqual([...tables].sort());
});

test('a server can be started on an imported database, but only with the sealing key', async () => {
  const database = await newSqlite();
  await throughNew(database, exported);
  const { id_cert: idCert } = await runJson(envOf(database), 'session', 'add', 'alice');
  expect(idCert).toContain('BEGIN CERTIFICATE');
  const wrong = { ...envOf(database), P2CORE_SEALING_KEY: 'cd'.repeat(32) };
  const { status, stderr } = await run(wrong, 'session', 'add', 'alice');
  expect(status).toBe(1);
  expect(stderr).toContain('sealed with another key');
});
