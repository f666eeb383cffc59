import { basename, join } from 'node:path';
import { findPostgres, startPostgres, type TestPostgres } from '@p2core/testing/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { adminToken, startServer } from '../support/server.js';
import { type Fault, printOutages, sufferOutage } from './outage.js';
import { layWire } from './wire.js';

const programs = findPostgres();
if (programs === undefined) {
  console.log('PostgreSQL is not installed here: its faults are skipped.');
}

const sealingKey = '00'.repeat(32);

describe.skipIf(programs === undefined)('on PostgreSQL every operation is 503 and recovers', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
  });
  afterAll(() => postgres?.stop());
  const outages = new Map<string, Record<string, string>>();
  afterAll(() => printOutages('PostgreSQL', outages));

  async function suffer(fault: Fault, database: string): Promise<void> {
    const server = await startServer({
      P2CORE_DATABASE: database,
      P2CORE_SEALING_KEY: sealingKey,
    });
    onTestFinished(() => server.close());
    outages.set(fault.name, await sufferOutage(server, fault));
  }

  test('while it is stopped', async () => {
    await suffer(
      { name: 'stopped', begin: () => postgres.halt('SIGINT'), end: () => postgres.start() },
      await postgres.newDatabase(),
    );
  });

  test('while its machine is lost', async () => {
    await suffer(
      { name: 'killed', begin: () => postgres.halt('SIGKILL'), end: () => postgres.start() },
      await postgres.newDatabase(),
    );
  });

  test('while it is frozen, its sockets open', async () => {
    await suffer(
      { name: 'frozen', begin: () => postgres.freeze(), end: () => postgres.thaw() },
      await postgres.newDatabase(),
    );
  });

  async function wired() {
    const wire = await layWire(join(postgres.folder, '.s.PGSQL.5432'));
    onTestFinished(() => wire.close());
    const name = basename(new URL(await postgres.newDatabase()).pathname);
    return { wire, database: `postgres://postgres@127.0.0.1:${wire.port}/${name}` };
  }

  test('while it is partitioned: octets get lost', async () => {
    const { wire, database } = await wired();
    await suffer({ name: 'partitioned', begin: wire.partition, end: wire.mend }, database);
  });

  test('while its connections are reset', async () => {
    const { wire, database } = await wired();
    await suffer({ name: 'connections reset', begin: wire.cut, end: wire.mend }, database);
  });

  test('a commit without an answer is not called undone', async () => {
    const { wire, database } = await wired();
    const server = await startServer({
      P2CORE_DATABASE: database,
      P2CORE_SEALING_KEY: sealingKey,
    });
    onTestFinished(() => server.close());
    const certificate = async () => (await server.send({ path: '/idcert/server' })).json;
    const before = await certificate();
    wire.cutAfter('commit');
    const { status, json } = await server.send({
      method: 'PUT',
      path: '/key/server',
      token: adminToken,
    });
    expect(status).toBe(503);
    expect(json.message).toContain('may have been made, or not');
    expect(await certificate()).not.toBe(before);
  });

  test('while it refuses writes and still serves reads', async () => {
    const database = await postgres.newDatabase();
    const name = basename(new URL(database).pathname);
    const set = async (value: 'on' | 'off') => {
      await postgres.administer(
        `alter database ${name} set default_transaction_read_only = ${value}`,
      );
      await postgres.cutConnections();
    };
    const fault = { begin: () => set('on'), end: () => set('off') };
    await suffer({ name: 'read-only', leavesReading: true, ...fault }, database);
  });

  test('while somebody keeps its tables locked', async () => {
    const database = await postgres.newDatabase();
    const other = new Client(database);
    await other.connect();
    onTestFinished(() => other.end());
    await suffer(
      {
        name: 'tables locked',
        begin: async () => {
          await other.query('begin');
          await other.query('lock table settings, sessions, actors, server_identities');
        },
        end: () => other.query('rollback'),
      },
      database,
    );
  });
});
