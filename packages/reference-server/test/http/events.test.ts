import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { newSession, queue, type TestSession } from '../support/actors.js';
import { exchangeRaw } from '../support/exchange.js';
import { seeded } from '../support/random.js';
import { adminToken, startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const ask = (token: string, method = 'GET') => server.send({ method, path: '/events', token });
const numbers = (events: { s: string }[]) => events.map(({ s }) => Number(s));
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('events need a token', async () => {
  expect(await server.refusal({ path: '/events' })).toBe('P2CORE_UNAUTHORIZED');
});

describe('R14', () => {
  test('no events are a 409 without content', async () => {
    const { token } = await newSession(server);
    expect(await ask(token)).toMatchObject({ status: 409, text: '' });
  });

  test('the administrator has no session, hence no events', async () => {
    expect((await ask(adminToken)).status).toBe(409);
  });
});

describe('R15', () => {
  test('an event has namespace, opcode, data and sequence number, and its data is unchanged', async () => {
    const session = await newSession(server);
    const d = {
      text: '\u0000 ä😀',
      list: [1, null, { deep: [] }],
      big: 2 ** 53 - 1,
      snake_case: 1,
    };
    await queue(server, session, d);
    expect((await ask(session.token)).json).toEqual([{ n: 'core', op: '8', d, s: '1' }]);
  });

  test('unknown namespaces and opcodes are delivered', async () => {
    const { fid, session_id, token } = await newSession(server);
    const event = { n: 'org.example!', op: '65535', d: {} };
    await server.operator.store.events.append(fid, session_id, event);
    expect((await ask(token)).json).toEqual([{ ...event, s: '1' }]);
  });
});

describe('R16', () => {
  test('events come by rising number, once, and the numbers go on', async () => {
    const session = await newSession(server);
    for (const i of range(1, 12)) await queue(server, session, { i });
    const { json } = await ask(session.token);
    expect(json.map(({ d }: { d: unknown }) => d)).toEqual(range(1, 12).map((i) => ({ i })));
    expect(numbers(json)).toEqual(range(1, 12));
    expect((await ask(session.token)).status).toBe(409);
    await queue(server, session, {});
    expect(numbers((await ask(session.token)).json)).toEqual([13]);
  });

  test("a session gets its own events only, and another session of the actor's does not take them", async () => {
    const one = await newSession(server);
    const two = await newSession(server, { fid: one.fid });
    await queue(server, one, { for: 'one' });
    expect((await ask(two.token)).status).toBe(409);
    expect((await ask(one.token)).json).toMatchObject([{ d: { for: 'one' } }]);
  });

  test('HEAD removes no event', async () => {
    const session = await newSession(server);
    await queue(server, session, {});
    expect((await ask(session.token, 'HEAD')).status).toBe(200);
    expect(numbers((await ask(session.token)).json)).toEqual([1]);
    expect((await ask(session.token, 'HEAD')).status).toBe(409);
  });

  test('a refused answer removes no event', async () => {
    const session = await newSession(server);
    await queue(server, session, {});
    const request = { path: '/events', token: session.token, accept: 'text/plain' };
    expect(await server.refusal(request)).toBe('P2CORE_NOT_ACCEPTABLE');
    expect(numbers((await ask(session.token)).json)).toEqual([1]);
  });

  test('with after, newer events stay until a later after, and older ones go', async () => {
    const session = await newSession(server);
    for (const i of range(1, 5)) await queue(server, session, { i });
    const after = (s: number | string, method = 'GET') =>
      server.send({ method, path: `/events?after=${s}`, token: session.token });
    expect(numbers((await after(0)).json)).toEqual(range(1, 5));
    expect(numbers((await after(0)).json)).toEqual(range(1, 5));
    expect(numbers((await after(2)).json)).toEqual(range(3, 5));
    expect((await after(4, 'HEAD')).status).toBe(200);
    expect(numbers((await after(1)).json)).toEqual(range(3, 5));
    expect((await after(2 ** 53 - 1)).status).toBe(409);
    expect((await after(2 ** 53 - 1, 'HEAD')).status).toBe(409);
    await queue(server, session, { i: 6 });
    expect(numbers((await ask(session.token)).json)).toEqual([6]);
  });

  test('two callers with after at once lose nothing that neither has acknowledged', async () => {
    const session = await newSession(server);
    for (const i of range(1, 20)) await queue(server, session, { i });
    const after = (s: number) => server.send({ path: `/events?after=${s}`, token: session.token });
    const answers = await Promise.all([after(3), after(7), after(5)]);
    for (const { json } of answers)
      expect(numbers(json)).toEqual(expect.arrayContaining(range(8, 20)));
    expect(numbers((await after(0)).json)).toEqual(range(8, 20));
  });

  test.each(['', '01', '-1', '1.5', 'x', '9007199254740992'])('after=%s is 400', async (value) => {
    const { token } = await newSession(server);
    const request = { path: `/events?after=${value}`, token };
    expect(await server.refusal(request)).toBe('P2CORE_BAD_REQUEST');
  });

  test('a queue keeps 1000 events and drops the oldest', async () => {
    const { fid, session_id, token } = await newSession(server);
    const event = { n: 'core', op: '8', d: {} };
    for (const _ of range(1, 1003))
      await server.operator.store.events.append(fid, session_id, event);
    expect(numbers((await ask(token)).json)).toEqual(range(4, 1003));
  });

  test('an answer that broke anywhere is delivered again, and a complete one is not', async () => {
    const session = await newSession(server);
    const megabyte = 2 ** 20;
    for (const i of range(1, 24)) await queue(server, session, { i, x: 'x'.repeat(megabyte) });
    const random = seeded(16);
    for (const upTo of [0, 1, megabyte, 8 * megabyte]) await breakOff(session, random(upTo + 1));
    expect(numbers((await ask(session.token)).json)).toEqual(range(1, 24));
    expect((await ask(session.token)).status).toBe(409);
  });

  test('events that come after a broken answer are delivered with it', async () => {
    const session = await newSession(server);
    for (const i of range(1, 24)) await queue(server, session, { i, x: 'x'.repeat(2 ** 20) });
    await breakOff(session, 100_000);
    await queue(server, session, { last: true });
    expect(numbers((await ask(session.token)).json)).toEqual(range(1, 25));
  });

  test('requests one after the other on one connection never see an event twice, nor miss one', async () => {
    const session = await newSession(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const seen: number[] = [];
    for (const i of range(1, 30)) {
      await queue(server, session, { i });
      seen.push(
        ...numbers(await askOver(agent, session)),
        ...numbers(await askOver(agent, session)),
      );
    }
    expect(seen).toEqual(range(1, 30));
  });

  test('of two requests that are pipelined, the first has the events and the second has not', async () => {
    const session = await newSession(server);
    await queue(server, session, {});
    const pipelined = `${head(session)}\r\n${head(session)}Connection: close\r\n\r\n`;
    const answers = await exchangeRaw(server.url, pipelined);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  });
});

const head = ({ token }: TestSession) =>
  `GET ${pathPrefix}/events HTTP/1.1\r\nHost: ${server.domain}\r\nAuthorization: Bearer ${token}\r\n`;

/** Asks for the events, and destroys the connection once more than this many octets have come. */
async function breakOff(session: TestSession, octets: number): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`${head(session)}\r\n`);
  let come = 0;
  for await (const chunk of socket) {
    come += chunk.length;
    if (come > octets) break;
  }
  if (!socket.closed) await once(socket, 'close');
}

async function askOver(agent: Agent, { token }: TestSession): Promise<{ s: string }[]> {
  const request = get(`${server.url}${pathPrefix}/events`, {
    agent,
    headers: { Authorization: `Bearer ${token}` },
  });
  const [response] = await once(request, 'response');
  const text = Buffer.concat(await response.toArray()).toString();
  return response.statusCode === 409 ? [] : JSON.parse(text);
}
