import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { newSession, queue } from '../support/actors.js';
import { startServer } from '../support/server.js';
import { type Fault, printOutages, sufferOutage } from './outage.js';

/** The connections that the servers open, so that SQLite's own means can spoil them. */
const connections = new Set<Libsql.Database>();
const { pragma } = Libsql.prototype;
vi.spyOn(Libsql.prototype, 'pragma').mockImplementation(function (this: Libsql.Database, ...args) {
  connections.add(this);
  return pragma.apply(this, args);
});

const outages = new Map<string, Record<string, string>>();
afterAll(() => printOutages('SQLite', outages));

async function suffer(fault: Fault, database?: string): Promise<void> {
  const server = await startServer(database === undefined ? {} : { P2CORE_DATABASE: database });
  onTestFinished(() => server.close());
  outages.set(fault.name, await sufferOutage(server, fault));
}

test('a file that another process locks still serves reads, and writes get 503', async () => {
  const server = await startServer();
  onTestFinished(() => server.close());
  const other = new Libsql(server.operator.config.database);
  onTestFinished(() => void other.close());
  const fault: Fault = {
    name: 'locked by another process',
    leavesReading: true,
    begin: () => other.exec('begin immediate'),
    end: () => other.exec('rollback'),
  };
  outages.set(fault.name, await sufferOutage(server, fault));
});

test('a file that is not at its path still serves reads, and writes get 503', async () => {
  const server = await startServer();
  onTestFinished(() => server.close());
  const { database } = server.operator.config;
  const moved = `${database}.moved`;
  const fault: Fault = {
    name: 'moved away',
    leavesReading: true,
    begin: () => renameSync(database, moved),
    end: () => renameSync(moved, database),
  };
  outages.set(fault.name, await sufferOutage(server, fault));
});

test('a file that became read-only still serves reads, and writes get 503', async () => {
  const onWriters = (value: string) => {
    for (const connection of connections) {
      if (connection.open) pragma.call(connection, `query_only = ${value}`);
    }
  };
  await suffer({
    name: 'read-only',
    leavesReading: true,
    begin: () => onWriters('on'),
    end: () => onWriters('off'),
  });
});

const disk = mountSmallDisk();
test.skipIf(disk === undefined)(
  'a file on a full disk still serves reads, and writes get 503',
  async () => {
    const filler = join(disk ?? '', 'filler');
    await suffer(
      {
        name: 'full disk',
        leavesReading: true,
        begin: () => {
          expect(() => writeFileSync(filler, Buffer.alloc(16 * 2 ** 20))).toThrow('ENOSPC');
        },
        end: () => rmSync(filler),
      },
      join(disk ?? '', 'p2core.db'),
    );
  },
);

describe('while another process holds the lock', () => {
  test('a read is answered before a write that began earlier', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const { fid, session_id, token } = await newSession(server);
    const other = new Libsql(server.operator.config.database);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');

    const order: string[] = [];
    const send = async (name: string, path: string, method = 'GET', content?: string) => {
      const { status } = await server.send({ method, path, token, content });
      order.push(`${name} ${status}`);
    };
    const session = JSON.stringify({ session_id });
    const writing = Array.from({ length: 8 }, () => send('write', '/session', 'DELETE', session));
    for (let i = 0; i < 20; i++) await send('read', `/idcert/actor/${fid}`);
    expect(order).toEqual(Array(20).fill('read 200'));
    await Promise.all(writing);
    expect(order.slice(20)).toEqual(Array(8).fill('write 503'));
    other.exec('rollback');
    await send('write', '/session', 'DELETE', session);
    expect(order.at(-1)).toBe('write 204');
  });

  test('events whose acknowledgement fails are delivered again (R16)', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const session = await newSession(server);
    await queue(server, session, { text: 'hello' });
    const other = new Libsql(server.operator.config.database);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    const events = async () => server.send({ path: '/events', token: session.token });
    const [first, second] = [await events(), await events()];
    other.exec('rollback');
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(second?.json).toEqual(first?.json);
    await vi.waitFor(async () => expect((await events()).status).toBe(409), 20_000);
  });
});

/** A disk of 8 MiB, where this user may mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    console.log('This user cannot mount a small disk: the test of a full one is skipped.');
    return undefined;
  }
  afterAll(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}
