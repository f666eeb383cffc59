import { randomBytes } from 'node:crypto';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addActor } from '../../../src/operator/actors.js';
import { type AddedSession, addSession } from '../../../src/operator/sessions.js';
import { exchange } from '../../support/exchange.js';
import { adminToken } from '../../support/server.js';
import { addStock } from '../../support/stock.js';
import { startProcess } from '../server-process.js';
import { stageEnv, withOperator } from '../stage.js';
import { type Answer, popUntilLastResort } from './callers.js';

const callers = 200;
const stock = 5000;

describe.skipIf(!hasPostgres)('two server processes on one PostgreSQL', () => {
  async function startTwo() {
    const env = stageEnv(await postgres.newDatabase());
    const processes = [startProcess(env), startProcess(env)];
    onTestFinished(async () => {
      for (const { kill } of processes) kill('SIGTERM');
      expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0]);
    });
    const [one = '', two = ''] = await Promise.all(processes.map(({ url }) => url));
    return { env, one, two };
  }

  test(`${callers} concurrent callers get each of ${stock} KeyPackages once, and the last resort only after them`, {
    timeout: 300_000,
  }, async () => {
    const { env, one, two } = await startTwo();
    const [lastResort = '', ...ordinary] = Array.from({ length: stock + 1 }, () =>
      randomBytes(48).toString('base64'),
    );
    const { fid, token } = await withOperator(env, async (operator) => {
      await addActor(operator, 'alice');
      const session = await addSession(operator, 'alice');
      const sessionId = session.session_id;
      const add = (lastResort: boolean, keyPackages: string[]) =>
        addStock(operator, 'alice', { sessionId, lastResort, keyPackages });
      await add(true, [lastResort]);
      await add(false, ordinary);
      return session;
    });

    const start = performance.now();
    const answers: Answer[] = (
      await Promise.all(
        Array.from({ length: callers }, (_, index) =>
          popUntilLastResort(index % 2 === 0 ? one : two, { fid, token, lastResort }),
        ),
      )
    ).flat();
    const seconds = (performance.now() - start) / 1000;

    const given = answers.map(({ keyPackage }) => keyPackage).filter((item) => item !== lastResort);
    expect(new Set(given).size).toBe(given.length);
    expect(given.toSorted()).toEqual(ordinary.toSorted());
    const firstLastResort = Math.min(
      ...answers
        .filter(({ keyPackage }) => keyPackage === lastResort)
        .map(({ answered }) => answered),
    );
    const late = answers.filter(
      ({ keyPackage, asked }) => keyPackage !== lastResort && asked > firstLastResort,
    );
    expect(late).toEqual([]);
    await withOperator(env, async ({ store }) => {
      const told = await store.events.pending(
        fid,
        (await store.sessions.list(fid))[0]?.sessionId ?? '',
      );
      expect(told.map(({ d }) => d.remaining)).toEqual([5, 4, 3, 2, 1, 0]);
    });
    console.log({
      callers,
      given: given.length,
      lastResort: answers.length - given.length,
      seconds: Number(seconds.toFixed(2)),
      popsASecond: Math.round(answers.length / seconds),
    });
  });

  const current = async (url: string) =>
    (await exchange(url, { path: `${pathPrefix}/idcert/server` })).json;
  const rotate = async (url: string) => {
    const headers = { Authorization: `Bearer ${adminToken}` };
    return (await exchange(url, { method: 'PUT', path: `${pathPrefix}/key/server`, headers })).json;
  };

  test('a rotation in one process is seen by the other at once', async () => {
    const { one, two } = await startTwo();
    for (const [here, there] of [
      [one, two],
      [two, one],
      [one, two],
    ] as const) {
      const rotated = await rotate(here);
      expect(await current(there)).toBe(rotated);
      expect(await current(here)).toBe(rotated);
    }
  });

  test('rotations in both at the same time all succeed, and both end with the same certificate', async () => {
    const { one, two } = await startTwo();
    const rotated = await Promise.all([one, two, one, two, one, two].map(rotate));
    expect(new Set(rotated).size).toBe(6);
    expect(rotated).toContain(await current(one));
    expect(await current(two)).toBe(await current(one));
  });

  test('a session that ends in one process is unknown to the other at once', async () => {
    const { env, one, two } = await startTwo();
    const session: AddedSession = await withOperator(env, async (operator) => {
      await addActor(operator, 'alice');
      return addSession(operator, 'alice');
    });
    const headers = {
      Authorization: `Bearer ${session.token}`,
      'Content-Type': 'application/json',
    };
    const events = (url: string) => exchange(url, { path: `${pathPrefix}/events`, headers });
    expect((await events(one)).status).toBe(409);
    expect((await events(two)).status).toBe(409);
    const content = JSON.stringify({ session_id: session.session_id });
    const path = `${pathPrefix}/session`;
    expect((await exchange(one, { method: 'DELETE', path, headers, content })).status).toBe(204);
    expect((await events(two)).status).toBe(401);
  });
});
