/** Several processes on one PostgreSQL database: each sees the changes of the others, also where one dies or freezes. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StoreUnavailableError } from '../../src/store/errors.js';
import { alice, announcement, identity, open, session } from '../store/fixtures.js';
import { startChild } from '../store/processes.js';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

/** A process that is in the midst of a rotation, its locks held. */
async function stall(database: string) {
  const child = await startChild([database, 'stall', 'late'], 'ignore');
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await once(child, 'message');
  child.send('start');
  await child.stdout?.iterator({ destroyOnReturn: false }).next();
  return { signal: (name: NodeJS.Signals) => child.kill(name), ended };
}

describe.skipIf(!hasPostgres)('of two processes on one PostgreSQL database', () => {
  test('each sees at once the rotations and ended sessions of the other', async () => {
    const cli = newCli(onTestFinished, { P2CORE_DATABASE: await postgres.newDatabase() });
    const [one, two] = [await cli.serve(), await cli.serve()];
    await cli.json(['actor', 'add', 'alice']);
    const ask = async (
      { ready }: typeof one,
      method: string,
      path: string,
      bearer = '',
      content?: string,
    ) => {
      const headers = {
        ...(bearer !== '' && { Authorization: `Bearer ${bearer}` }),
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
      };
      return exchange(ready.api, { method, path: pathPrefix + path, headers, content });
    };

    for (const [writer, reader] of [
      [one, two],
      [two, one],
    ] as const) {
      const { token, session_id } = await cli.json(['session', 'add', 'alice']);
      expect((await ask(reader, 'GET', '/events', token)).status).toBe(409);
      const before = (await ask(reader, 'GET', '/idcert/server')).json;
      const rotated = await ask(writer, 'PUT', '/key/server', one.adminToken);
      expect(rotated.status).toBe(200);
      expect(rotated.json).not.toBe(before);
      expect((await ask(reader, 'GET', '/idcert/server')).json).toBe(rotated.json);
      expect((await ask(reader, 'GET', '/events', token)).json).toMatchObject([{ op: '6' }]);

      const content = JSON.stringify({ session_id });
      expect((await ask(writer, 'DELETE', '/session', token, content)).status).toBe(204);
      expect((await ask(reader, 'GET', '/events', token)).status).toBe(401);
    }
  });

  test.each([
    ['killed', 'SIGKILL'],
    ['frozen', 'SIGSTOP'],
  ] as const)('one that is %s during a rotation blocks no other process', async (_, signal) => {
    const database = await postgres.newDatabase();
    const store = await open(database);
    await store.serverIdentities.ensureFirst(async () => identity('first'));
    await store.sessions.add(session(alice, 'one'));
    const other = await stall(database);
    other.signal(signal);

    expect((await store.serverIdentities.current())?.serialNumber).toBe('first');
    expect(await store.events.pending(alice, 'one')).toEqual([]);
    for (;;) {
      const refused = await store.serverIdentities
        .rotate(async () => identity('second'), announcement)
        .then(() => undefined)
        .catch((error: unknown) => error);
      if (refused === undefined) break;
      expect(refused).toBeInstanceOf(StoreUnavailableError);
      await sleep(100);
    }

    other.signal('SIGCONT');
    const [status] = await other.ended;
    expect(status).not.toBe(0);
    expect((await store.serverIdentities.current())?.serialNumber).toBe('second');
    expect(await store.events.pending(alice, 'one')).toMatchObject([
      { d: { serialNumber: 'second' } },
    ]);
  });
});
