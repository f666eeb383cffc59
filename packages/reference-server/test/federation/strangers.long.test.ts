import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { dailyIdCerts, hourlyBudgets } from '../../src/federation/limits.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { startServer, type TestServer } from '../support/server.js';
import { type Issuer, issueFor, newRoot, update } from './foreign.js';
import { listen } from './listener.js';

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((server) => server.close())));

const json = { 'Content-Type': 'application/json' };
const root = await newRoot('a.example');
/** How the home server of a.example answers for a time; with its root by default. */
let answers: (time: number) => { status: number; content?: string; after?: number } | undefined =
  () => undefined;
const home = await listen(({ url = '' }, response) => {
  const time = Number(new URL(url, 'http://a.example').searchParams.get('timestamp') ?? 0);
  const {
    status = 200,
    content = JSON.stringify(root.certificate),
    after = 0,
  } = answers(time) ?? {};
  setTimeout(() => response.writeHead(status, json).end(content), after);
});
opened.push(home);

async function foreignServer(env: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  const server = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: `a.example=${home.url}`,
    ...env,
  });
  opened.push(server);
  onTestFinished(() => {
    answers = () => undefined;
  });
  return server;
}

let made = 0;
const foreignSession = (server: TestServer, name = `actor-${++made}`) =>
  addSession(server.operator, `${name}@a.example`, { sessionId: 's1' });

const forger = await newRoot('a.example');
const past = now() - 3000;
const certOf = (issuer: Issuer, session: AddedSession, notBefore = past) =>
  issueFor(issuer, session, { notBefore, notAfter: now() + 600 });

const good = { status: 201 };
const untrusted = { status: 403, error: 'P2CORE_ID_CERT_UNTRUSTED' };
const unreachable = { status: 502, error: 'P2CORE_HOME_SERVER_UNREACHABLE' };

describe("the home server's word decides (R20)", () => {
  test.each([400, 404])('its %i is a 403, and affects no other actor', async (status) => {
    const server = await foreignServer();
    const [mallory, victim] = [await foreignSession(server), await foreignSession(server)];
    answers = (time) => (time === past ? { status, content: '' } : undefined);
    expect(await update(server, mallory, await certOf(forger, mallory))).toEqual(untrusted);
    expect(await update(server, victim, await certOf(root, victim, past + 1))).toEqual(good);
  });

  test.each([500, 503, 429])(
    'a %i for the time in a forgery affects no other actor',
    async (status) => {
      const server = await foreignServer();
      const [mallory, victim] = [await foreignSession(server), await foreignSession(server)];
      answers = (time) => (time === past ? { status, content: '' } : undefined);
      expect(await update(server, mallory, await certOf(forger, mallory))).toEqual(unreachable);
      expect(await update(server, victim, await certOf(root, victim, past + 1))).toEqual(good);
    },
  );

  test('a malformed root is a 403, and is forgotten at once', async () => {
    const server = await foreignServer();
    const session = await foreignSession(server);
    const cert = await certOf(root, session);
    answers = () => ({
      status: 200,
      content: '"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n"',
    });
    expect(await update(server, session, cert)).toEqual(untrusted);
    answers = () => undefined;
    expect(await update(server, session, cert)).toEqual(good);
  });
});

describe('a stranger with a token', () => {
  test('may cause so many look-ups an hour, and the refusal names the spent budget', async () => {
    const server = await foreignServer({ P2CORE_RATE_LIMIT: '6000' });
    const mallory = await foreignSession(server);
    answers = () => ({ status: 404, content: '' });
    const before = home.asked.length;
    for (let i = 0; i < hourlyBudgets.session.lookUps; i++) {
      expect(await update(server, mallory, await certOf(forger, mallory, past + i))).toEqual(
        untrusted,
      );
    }
    const content = await certOf(forger, mallory, past + 500);
    const { token } = mallory;
    const put = { method: 'PUT', path: '/session/idcert/extern', token, content };
    const { status, json, headers } = await server.send(put);
    expect({ status, error: json.error }).toEqual({ status: 429, error: 'P2CORE_RATE_LIMITED' });
    expect(json.message).toMatch(/30 look-ups of home servers an hour/);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3000);
    expect(home.asked.length - before).toBe(hourlyBudgets.session.lookUps);
  });

  test('may have so many ID-Certs recorded a day, through a home server of his own', async () => {
    const start = 1_800_000_000;
    vi.setSystemTime(start * 1000);
    onTestFinished(() => void vi.useRealTimers());
    const own = await newRoot('a.example');
    answers = () => ({ status: 200, content: JSON.stringify(own.certificate) });
    const server = await foreignServer({ P2CORE_RATE_LIMIT: '6000' });
    const mallory = await foreignSession(server);
    const count = async () => (await server.operator.store.idCerts.listAll(mallory.fid)).length;
    const certs = await Promise.all(
      Array.from({ length: dailyIdCerts + 1 }, () =>
        issueFor(own, mallory, { notBefore: start - 10, notAfter: start + 3600 }),
      ),
    );
    for (const cert of certs.slice(0, -1)) {
      for (const _ of [1, 2]) expect(await update(server, mallory, cert)).toEqual(good);
    }
    expect(await count()).toBe(dailyIdCerts);
    expect(await update(server, mallory, certs.at(-1) ?? '')).toEqual({
      status: 429,
      error: 'P2CORE_RATE_LIMITED',
    });
    expect(await count()).toBe(dailyIdCerts);
  });

  test('and 60 forgeries a second does not keep a victim waiting', async () => {
    const server = await foreignServer();
    const mallory = await foreignSession(server);
    const forgeries = await Promise.all(
      Array.from({ length: 200 }, (_, i) => certOf(forger, mallory, past + 2 * i)),
    );
    answers = () => ({ status: 404, content: '', after: 100 });
    const cert = (session: AddedSession, i: number) => certOf(root, session, past + 1 + 2 * i);

    /** How long each of 20 victims in a row waits, in milliseconds, in order; each makes one look-up of 100. */
    async function waits(from: number): Promise<number[]> {
      const taken: number[] = [];
      for (let i = 0; i < 20; i++) {
        const victim = await foreignSession(server);
        const pem = await cert(victim, from + i);
        const begin = performance.now();
        expect(await update(server, victim, pem)).toEqual(untrusted);
        taken.push(performance.now() - begin);
      }
      return taken.sort((a, b) => a - b);
    }

    const alone = await waits(0);
    let finished = 0;
    let next = 0;
    let isOver = false;
    const flood = setInterval(() => {
      const pem = forgeries[next++];
      if (isOver || pem === undefined) return clearInterval(flood);
      update(server, mallory, pem).then(
        () => finished++,
        () => {},
      );
    }, 16);
    const among = await waits(100);
    isOver = true;
    const at = (sorted: number[], share: number) =>
      Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
    console.log(
      `a victim waits ${at(alone, 0.5)} ms alone and ${at(among, 0.5)} ms among ${next} forgeries in the median, ` +
        `${at(alone, 0.95)} and ${at(among, 0.95)} ms at the 95th percentile; ${finished} forgeries were answered`,
    );
    // Behind one another, the victims would wait for all forgeries that were sent before them, 100 ms for each.
    expect(at(among, 0.5)).toBeLessThan(2 * at(alone, 0.5) + 100);
    expect(finished).toBeLessThan(next);
  });
});
