import { afterAll, describe, expect, test } from 'vitest';
import { addSession } from '../../src/operator/sessions.js';
import { newActor, newSession, stock } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());
const { token } = await newSession(server);

const take = async (fid: string, from = server) => {
  const { status, json } = await from.send({ path: `/keypackage/${fid}`, token });
  expect(status).toBe(200);
  return json as string[];
};

test('taking KeyPackages needs a token; anybody will do', async () => {
  const session = await newSession(server);
  const path = `/keypackage/${session.fid}`;
  expect(await server.refusal({ path })).toBe('P2CORE_UNAUTHORIZED');
  for (const allowed of [session.token, token, adminToken]) {
    expect((await server.send({ path, token: allowed })).json).toEqual([]);
  }
});

describe('R17', () => {
  test('the answer has one KeyPackage of each session that has any', async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    await newSession(server, { fid: one.fid });
    const [ofOne] = await stock(server, one, 2);
    const [ofTwo] = await stock(server, two, 2);
    expect(await take(one.fid)).toEqual([ofOne, ofTwo]);
  });

  test('an actor without any has an empty list', async () => {
    expect(await take(await newActor(server))).toEqual([]);
    expect(await take((await newSession(server)).fid)).toEqual([]);
  });

  test('the last resort is given when no other is left, as often as needed', async () => {
    const session = await newSession(server);
    const [lastResort] = await stock(server, session, 1, { lastResort: true });
    const [only] = await stock(server, session, 1);
    const taken = [await take(session.fid), await take(session.fid), await take(session.fid)];
    expect(taken).toEqual([[only], [lastResort], [lastResort]]);
  });

  test('of 30 requests at once, no two get the same but for the last resort', async () => {
    const session = await newSession(server);
    const ordinary = await stock(server, session, 20);
    const [lastResort] = await stock(server, session, 1, { lastResort: true });
    const taken = await Promise.all(Array.from({ length: 30 }, () => take(session.fid)));
    expect(taken.flat().sort()).toEqual([...ordinary, ...Array(10).fill(lastResort)].sort());
  });

  test('nor do requests to two servers on the same database', async () => {
    const other = await startServer({ P2CORE_DATABASE: server.operator.config.database });
    const session = await newSession(server);
    const ordinary = await stock(server, session, 30);
    const taken = await Promise.all(
      Array.from({ length: 36 }, (_, index) => take(session.fid, index % 2 ? server : other)),
    );
    await other.close();
    expect(taken.flat().sort()).toEqual(ordinary.sort());
    expect(taken.filter((keyPackages) => keyPackages.length === 0)).toHaveLength(6);
  });

  test('a session whose stock runs low gets an event', async () => {
    const session = await newSession(server);
    await stock(server, session, 7);
    const events = { path: '/events', token: session.token };
    await take(session.fid);
    expect((await server.send(events)).status).toBe(409);
    await take(session.fid);
    expect((await server.send(events)).json).toMatchObject([{ n: 'p2core', d: { remaining: 5 } }]);
  });
});

describe('R17 the ordinary ones that are given within an hour', async () => {
  const limited = await startServer({ P2CORE_RATE_LIMIT: '100000' });
  afterAll(() => limited.close());

  /** An actor with two sessions that have KeyPackages, and a function that takes this many ordinary ones as `token`. */
  async function stocked(count: number) {
    const one = await newSession(limited);
    const sessions = [one, await newSession(limited, { fid: one.fid })];
    const last: string[] = [];
    for (const session of sessions) {
      await stock(limited, session, count);
      last.push(...(await stock(limited, session, 1, { lastResort: true })));
    }
    const takeAs = async (token: string, times: number) => {
      let ordinary = 0;
      for (let i = 0; i < times; i++) {
        const { json } = await limited.send({ path: `/keypackage/${one.fid}`, token });
        expect(json).toHaveLength(2);
        ordinary += json.filter((keyPackage: string) => !last.includes(keyPackage)).length;
      }
      return ordinary;
    };
    return { fid: one.fid, takeAs };
  }

  test('are 60 of one actor to one actor, of all its sessions together', async () => {
    const { fid, takeAs } = await stocked(40);
    const [one, two] = [await newSession(limited), await newSession(limited)];
    const again = await newSession(limited, { fid: one.fid });
    expect(await takeAs(one.token, 20)).toBe(40);
    expect(await takeAs(again.token, 11)).toBe(20);
    const { headers } = await limited.send({
      method: 'HEAD',
      path: `/keypackage/${fid}`,
      token: one.token,
    });
    expect(headers['content-length']).toBeDefined();
    expect(await takeAs(two.token, 1)).toBe(2);
    expect(await takeAs(adminToken, 1)).toBe(2);
    expect(await takeAs(one.token, 1)).toBe(0);
  });

  test('are 600 of one actor to one foreign domain', async () => {
    const { takeAs } = await stocked(310);
    const tokens: string[] = [];
    for (let i = 0; i < 11; i++) {
      const fid = `taker-${i}@elsewhere.example.org`;
      tokens.push((await addSession(limited.operator, fid, { sessionId: 's' })).token);
    }
    for (const token of tokens.slice(0, 10)) expect(await takeAs(token, 30)).toBe(60);
    expect(await takeAs(tokens[10] ?? '', 1)).toBe(0);
    const other = await addSession(limited.operator, 'a@other.example', { sessionId: 's' });
    expect(await takeAs(other.token, 1)).toBe(2);
  });
});

test('R9 an unknown actor of this domain and one of another are the same 404', async () => {
  const [unknown, foreign] = await Promise.all(
    ['nobody@home.example.com', 'alice@elsewhere.example.org'].map(
      async (fid) => (await server.send({ path: `/keypackage/${fid}`, token })).json,
    ),
  );
  expect(unknown.error).toBe('P2CORE_ACTOR_NOT_FOUND');
  expect(foreign).toEqual(unknown);
});

test('R9 upper and lower case are the same actor', async () => {
  const session = await newSession(server);
  const ordinary = await stock(server, session, 1);
  expect(await take(session.fid.toUpperCase())).toEqual(ordinary);
});

test.each([
  ['R5 that cannot be answered', { accept: 'text/html' }, 406],
  ['R4 with content', { content: '{}', contentType: 'application/json' }, 415],
  ['R21 by HEAD', { method: 'HEAD' }, 200],
])('a request %s uses up no KeyPackage', async (_, request, status) => {
  const session = await newSession(server);
  const ordinary = await stock(server, session, 1);
  const path = `/keypackage/${session.fid}`;
  expect((await server.send({ path, token, ...request })).status).toBe(status);
  expect(await take(session.fid)).toEqual(ordinary);
});
