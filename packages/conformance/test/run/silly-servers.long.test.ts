import type { RequestListener, ServerResponse } from 'node:http';
import { operations } from '@p2core/types';
import { afterEach, expect, test } from 'vitest';
import type { Fixture } from '../../src/fixture/fixture.js';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';

let server: SillyServer | undefined;
afterEach(() => server?.close());

const fid = 'alice@home.example.com';
const session = (name: string) => ({ id: name, token: `token-of-${name}` });
const everything: Omit<Fixture, 'url'> = {
  administratorToken: 'token-of-the-administrator',
  actor: { fid, sessions: [session('first'), session('second')] },
  otherActor: { fid: 'bob@home.example.com', sessions: [session('bob')] },
  unreachableSession: {
    ...{ fid: 'carol@nobody.invalid', ...session('carol') },
    idCert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  },
  foreignSession: {
    ...{ fid: 'dave@other.example.org', ...session('dave') },
    idCert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  },
  keyPackages: {
    ...{ fid: 'eve@home.example.com', stock: 20, lastResort: true },
    sessions: [session('eve'), session('eve-2')],
  },
  events: { session: session('third'), waiting: 5 },
  spareSessions: Array.from({ length: 40 }, (_, index) => session(`spare-${index}`)),
  destructive: true,
};

const json = (status: number, content: string) => (_: unknown, response: ServerResponse) => {
  const type = { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' };
  response.writeHead(status, type).end(content);
};

const wrong: Record<string, RequestListener> = {
  'sends HTML': (_, response) => response.setHeader('Content-Type', 'text/html').end('<p>Hello'),
  'sends null': json(200, 'null'),
  'sends an empty object': json(200, '{}'),
  'sends errors that are null': json(400, 'null'),
  'sends unknown error codes': json(404, '{"errcode":404,"error":"toString"}'),
  'sends half of an answer': (_, response) => {
    response.setHeader('Content-Length', '100').write('half', () => response.destroy());
  },
  'closes connections': (_, response) => response.destroy(),
};

test.each(Object.entries(wrong))(
  'a server that %s fails, and the run ends normally',
  async (_, listener) => {
    server = await startSillyServer(listener);
    const { results } = await runKit({ fixture: { url: server.url, ...everything } });
    const bewildered = results.filter(({ failure }) => failure?.expected.includes('kit can judge'));
    expect(bewildered.map(({ id, failure }) => [id, failure?.actual])).toEqual([]);
    for (const { operationId: operation, page } of Object.values(operations)) {
      if (page !== 'core-foreign') continue;
      const decisive = [`${operation}/happy`, `${operation}/is-there`, `${operation}/not-offered`];
      const ofOperation = results.filter(({ id }) => decisive.includes(id));
      expect(ofOperation.map(({ outcome }) => outcome)).toContain('failed');
    }
  },
);

test('where a server stops listening, one more case fails, and the others are skipped with that reason', async () => {
  const stopping = await startSillyServer((_, response) => response.destroy());
  const closed: Promise<void>[] = [];
  const onResult = () => void closed.push(stopping.close());
  const challenge = cases.filter(({ id }) => /^getChallenge\/accept-/.test(id));
  const { results } = await runKit({
    fixture: { url: stopping.url },
    ...{ cases: challenge, concurrency: 1, onResult },
  });
  await Promise.all(closed);
  expect(results.map(({ outcome }) => outcome)).toEqual([
    'failed',
    'failed',
    ...challenge.slice(2).map(() => 'skipped'),
  ]);
  expect(results.at(-1)?.reason).toBe(`nothing listens at ${stopping.url} any more`);
});
