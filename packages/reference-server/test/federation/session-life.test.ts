import http from 'node:http';
import { readIdCert } from '@p2core/id-cert';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { revokeSession } from '../../src/operator/revocation.js';
import { addSession } from '../../src/operator/sessions.js';
import { askAgainAfter, patience } from '../../src/sessions/session-life.js';
import { issue, newSession, queue, stock, type TestSession } from '../support/actors.js';
import { startServer } from '../support/server.js';
import { update } from './foreign.js';
import { listen } from './listener.js';

const hour = 3600;
const start = 1_750_000_000;
let time = start;
const monotonic = performance.now.bind(performance);
vi.spyOn(performance, 'now').mockImplementation(() => monotonic() + (time - start) * 1000);
/** Moves both clocks on, in seconds. */
const wait = (seconds: number) => {
  time += seconds;
  vi.setSystemTime(time * 1000);
};
wait(0);

const home = await startServer({ P2CORE_DOMAIN: 'a.example' });
/** What stands between the two servers: it passes on, breaks every connection, holds it, or answers by itself. */
let between: 'passes on' | 'breaks' | { hold: Promise<void> } | { status: number } = 'passes on';
const proxy = await listen(async (request, response) => {
  if (between === 'breaks') return request.socket.destroy();
  if (typeof between === 'object' && 'status' in between) {
    return response.writeHead(between.status).end();
  }
  if (typeof between === 'object') await between.hold;
  return http.get(home.url + request.url, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(response);
  });
});
const foreign = await startServer({
  P2CORE_DOMAIN: 'b.example',
  P2CORE_HOME_SERVERS: `a.example=${proxy.url}`,
});
afterAll(() => Promise.all([home.close(), proxy.close(), foreign.close()]));
beforeEach(() => {
  between = 'passes on';
  wait(100);
});

/** A request that every session may make: 409 where its token is good, 401 where it is not. */
const use = async ({ token }: { token: string }, server = foreign) =>
  (await server.send({ path: '/events', token })).status;
const isQuestion = (target: string) => target.includes('/idcert/actor/');
const questions = () => proxy.asked.filter(isQuestion).length;
const exists = async ({ fid, session_id }: TestSession, server = foreign) =>
  (await server.operator.store.sessions.list(fid)).some(
    ({ sessionId }) => sessionId === session_id,
  );

/** A session of an actor of `home`, there and abroad, with the same ID-Cert. */
async function bothSessions() {
  const there = await newSession(home);
  const { fid, session_id: sessionId } = there;
  const here = await newSession(foreign, { fid, sessionId });
  wait(5);
  expect((await update(foreign, here, there.id_cert)).status).toBe(201);
  return { there, here };
}

describe('R39 a session ends with its ID-Cert', () => {
  test('at home: its token is a 401, its ID is free, its queue and KeyPackages are gone', async () => {
    const session = await newSession(home, { sessionId: 'ends' });
    await queue(home, session, {});
    await stock(home, session, 1);
    const { notAfter } = readIdCert(session.id_cert);
    wait(notAfter - time);
    expect(await use(session, home)).toBe(200);
    await queue(home, session, {});
    wait(1);
    const other = await newSession(home, { fid: session.fid });
    const path = `/keypackage/${session.fid}`;
    expect((await home.send({ path, token: other.token })).json).toEqual([]);
    expect(await use(session, home)).toBe(401);
    expect(await exists(session, home)).toBe(false);
    const again = await addSession(home.operator, session.fid, { sessionId: 'ends' });
    expect(await use(again, home)).toBe(409);
    expect(await use(session, home)).toBe(401);
    const target = `/idcert/actor/${session.fid}?session_id=ends&timestamp=${notAfter}`;
    expect((await home.send({ path: target })).json.invalidated).toEqual([false, false]);
  });

  test('likewise for a foreign session, also if its token was not used meanwhile', async () => {
    const { here, there } = await bothSessions();
    wait(readIdCert(there.id_cert).notAfter - time + 1);
    const { fid, session_id: sessionId } = here;
    const again = await newSession(foreign, { fid, sessionId });
    expect(await use(here)).toBe(401);
    expect(await use(again)).toBe(409);
  });
});

describe('R39 the home server is asked again', () => {
  test('an hour after extern, then twelve after it listed the certificate', async () => {
    const { here } = await bothSessions();
    const before = questions();
    wait(askAgainAfter.extern - 1);
    expect(await use(here)).toBe(409);
    expect(questions()).toBe(before);
    wait(1);
    for (const _ of [1, 2, 3]) expect(await use(here)).toBe(409);
    expect(questions()).toBe(before + 1);
    wait(12 * hour - 1);
    expect(await use(here)).toBe(409);
    expect(questions()).toBe(before + 1);
    wait(1);
    expect(await use(here)).toBe(409);
    expect(questions()).toBe(before + 2);
  });

  test('once for all requests that come meanwhile', async () => {
    const { here } = await bothSessions();
    wait(hour);
    const before = questions();
    const statuses = await Promise.all(Array.from({ length: 8 }, () => use(here)));
    expect(statuses).toEqual(Array(8).fill(409));
    expect(questions()).toBe(before + 1);
  });

  test('not put off by bringing the same certificate again', async () => {
    const { here, there } = await bothSessions();
    wait(hour - 1);
    await update(foreign, here, there.id_cert);
    const before = questions();
    wait(1);
    expect(await use(here)).toBe(409);
    expect(questions()).toBe(before + 1);
  });

  test('never at home', async () => {
    const session = await newSession(home);
    await update(home, session, await issue(home, session));
    const before = questions();
    wait(13 * hour);
    expect(await use(session, home)).toBe(409);
    expect(questions()).toBe(before);
  });
});

describe('R39 what the home server says decides', () => {
  test('flagged: the session ends', async () => {
    const { here, there } = await bothSessions();
    await revokeSession(home.operator, there.fid, there.session_id);
    wait(hour);
    expect(await use(here)).toBe(401);
    expect(await exists(here)).toBe(false);
  });

  test('flagged, with a newer one: the token ends and the session stays', async () => {
    const { here, there } = await bothSessions();
    await update(home, there, await issue(home, there));
    wait(hour);
    expect(await use(here)).toBe(401);
    expect(await use(here)).toBe(401);
    expect(await exists(here)).toBe(true);
  });

  test('an actor that it does not know: the session ends', async () => {
    const { here } = await bothSessions();
    const stranger = 'stranger@a.example';
    const session = await newSession(foreign, { fid: stranger, sessionId: here.session_id });
    const pem = await issue(home, { fid: stranger, session_id: here.session_id });
    wait(5);
    expect((await update(foreign, session, pem)).status).toBe(201);
    wait(hour);
    expect(await use(session)).toBe(401);
    expect(await exists(session)).toBe(false);
    expect(await use(here)).toBe(409);
  });

  test.each(['breaks', { status: 503 }, { status: 404 }] as const)(
    'not askable (%o): the token ends after a day of it, and not before',
    async (how) => {
      const { here } = await bothSessions();
      wait(hour);
      between = how;
      const before = proxy.asked.length;
      expect(await use(here)).toBe(409);
      const asked = proxy.asked.length;
      expect(asked).toBeGreaterThan(before);
      wait(askAgainAfter.notAskable - 1);
      expect(await use(here)).toBe(409);
      expect(proxy.asked).toHaveLength(asked);
      wait(patience - askAgainAfter.notAskable);
      expect(await use(here)).toBe(409);
      wait(askAgainAfter.notAskable);
      expect(await use(here)).toBe(401);
      expect(await exists(here)).toBe(true);
    },
  );

  test('unreachable for a while: it is asked again, and the 24 hours begin again', async () => {
    const { here } = await bothSessions();
    wait(hour);
    for (const _ of [1, 2]) {
      between = 'breaks';
      expect(await use(here)).toBe(409);
      wait(patience - 1);
      between = 'passes on';
      expect(await use(here)).toBe(409);
      wait(12 * hour);
    }
  });

  test('a home server that does not answer delays only requests of its own sessions', async () => {
    const { here } = await bothSessions();
    const own = await newSession(foreign, { fid: 'bob@elsewhere.example', sessionId: 's1' });
    wait(hour);
    let release = () => {};
    between = {
      hold: new Promise((resolve) => {
        release = resolve;
      }),
    };
    const order: string[] = [];
    const before = questions();
    const held = use(here).then((status) => order.push(`held ${status}`));
    await expect.poll(questions).toBe(before + 1);
    await use(own).then((status) => order.push(`own ${status}`));
    release();
    await held;
    expect(order).toEqual(['own 409', 'held 409']);
  });
});
