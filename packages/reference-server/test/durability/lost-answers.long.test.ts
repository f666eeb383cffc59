import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createIdCsr } from '@p2core/id-cert';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { addActor } from '../../src/operator/actors.js';
import { type AddedSession, addSession } from '../../src/operator/sessions.js';
import { generateKeyPair, importKeyPair } from '../../src/pki/keys.js';
import { exchange } from '../support/exchange.js';
import { type ServerProcess, startProcess } from './server-process.js';
import { stageEnv, withOperator } from './stage.js';

/** Milliseconds between the request and the kill of the server. */
const delays = [0, 2, 4, 7, 10, 15, 25, 40, 70, 120];

/** The share of the request after which the connection is cut; from 1 on, the whole and this many milliseconds. */
const cuts = [0.1, 0.5, 0.99, 1, 3, 6, 10, 20, 40, 80];

async function newCsr({ fid, session_id: sessionId }: AddedSession): Promise<string> {
  const keys = await importKeyPair(generateKeyPair().privateKey);
  return createIdCsr({ fid, sessionId, keys });
}

/** Renews with a token. Rejected where the connection breaks. */
async function renew(url: string, token: string, csr: string): Promise<{ token: string }> {
  const answer = await exchange(url, {
    method: 'POST',
    path: `${pathPrefix}/session/idcert`,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    content: JSON.stringify({ csr }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json;
}

/** Sends the request of a renewal, or a part of it, and hangs up. */
async function sendAndHangUp(url: string, token: string, csr: string, cut: number): Promise<void> {
  const content = JSON.stringify({ csr });
  const request = [
    `POST ${pathPrefix}/session/idcert HTTP/1.1`,
    'Host: home.example.com',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${content.length}`,
    '',
    content,
  ].join('\r\n');
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(request.slice(0, Math.ceil(request.length * Math.min(1, cut))));
  await sleep(cut < 1 ? 5 : cut);
  socket.resetAndDestroy();
}

async function authenticates(url: string, token: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}` };
  const { status } = await exchange(url, { path: `${pathPrefix}/events`, headers });
  return status !== 401;
}

/** How many ID-Certs a session has had. */
async function recorded(url: string, { fid }: AddedSession): Promise<number> {
  const { json } = await exchange(url, { path: `${pathPrefix}/idcert/actor/${fid}` });
  return json.idcerts.length;
}

function start(env: NodeJS.ProcessEnv): ServerProcess {
  const server = startProcess(env);
  onTestFinished(() => server.kill());
  return server;
}

function lostAnswersSuite(newDatabase: () => Promise<string>): void {
  test('a renewal whose answer is lost at any point happens once, and its client can continue', {
    timeout: 300_000,
  }, async () => {
    const env = stageEnv(await newDatabase());
    const session = await withOperator(env, async (operator) => {
      await addActor(operator, 'alice');
      return addSession(operator, 'alice', { sessionId: 'phone' });
    });
    let { token } = session;
    let renewals = 0;
    const points = { recorded: 0, answered: 0 };

    /** Asks again for a renewal that was asked for `before`, and uses the new token. */
    const repeat = async (url: string, csr: string, before?: Promise<{ token: string }>) => {
      const first = await before?.catch(() => undefined);
      if ((await recorded(url, session)) > 1 + renewals) points.recorded++;
      const repeated = await renew(url, token, csr);
      if (first) expect(repeated).toEqual(first);
      expect(await renew(url, token, csr)).toEqual(repeated);
      expect(await authenticates(url, token)).toBe(true);
      expect(await authenticates(url, repeated.token)).toBe(true);
      expect(await authenticates(url, token)).toBe(false);
      if (first) points.answered++;
      token = repeated.token;
      renewals++;
    };

    let server = start(env);
    for (const cut of cuts) {
      const csr = await newCsr(session);
      const url = await server.url;
      await sendAndHangUp(url, token, csr, cut);
      await repeat(url, csr);
    }
    for (const delay of delays) {
      const csr = await newCsr(session);
      const answer = renew(await server.url, token, csr);
      answer.catch(() => {});
      await sleep(delay);
      server.kill();
      await server.ended;
      server = start(env);
      await repeat(await server.url, csr, answer);
    }
    const idCerts = await withOperator(env, (operator) =>
      operator.store.idCerts.listAll(session.fid),
    );
    expect(idCerts).toHaveLength(1 + renewals);
    expect(idCerts.filter(({ invalidatedAt }) => invalidatedAt === null)).toHaveLength(1);
    console.log({ renewals, ...points });
  });

  test('two servers on one database are one to a renewal', { timeout: 120_000 }, async () => {
    const env = stageEnv(await newDatabase());
    const session = await withOperator(env, async (operator) => {
      await addActor(operator, 'alice');
      return addSession(operator, 'alice', { sessionId: 'phone' });
    });
    const urls = await Promise.all([start(env), start(env)].map(({ url }) => url));
    let { token } = session;
    for (let round = 1; round <= 5; round++) {
      const csr = await newCsr(session);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => renew(urls[i % 2] as string, token, csr)),
      );
      expect(new Set(answers.map((answer) => answer.token)).size).toBe(1);
      const renewed = answers[0]?.token ?? '';
      const [one = '', two = ''] = urls;
      expect(await authenticates(one, token)).toBe(true);
      expect(await authenticates(two, renewed)).toBe(true);
      expect(await authenticates(one, token)).toBe(false);
      token = renewed;
    }
    const idCerts = await withOperator(env, (operator) =>
      operator.store.idCerts.listAll(session.fid),
    );
    expect(idCerts).toHaveLength(6);
  });
}

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-lost-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  lostAnswersSuite(async () => join(folder, `${++made}.db`));
});

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  lostAnswersSuite(() => postgres.newDatabase());
});
