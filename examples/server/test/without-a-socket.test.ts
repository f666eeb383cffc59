/** Without a socket, with light-my-request: the fastest way to test an operation. */
import inject, { type InjectOptions } from 'light-my-request';
import { beforeAll, expect, test } from 'vitest';
import { createWorld, fid } from './world.js';

const prefix = '/.p2/core/v1';

let ask: (options: InjectOptions) => ReturnType<typeof askApp>;
async function askApp(app: Parameters<typeof inject>[0], options: InjectOptions) {
  return inject(app, { authority: 'home.example.com', ...options });
}
beforeAll(async () => {
  const { app } = await createWorld();
  ask = (options) => askApp(app as Parameters<typeof inject>[0], options);
});

test('answers with a bare PEM if the client asks for PEM', async () => {
  const headers = { accept: 'application/x-pem-file' };
  const answer = await ask({ url: `${prefix}/idcert/server`, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toMatch(/^-----BEGIN CERTIFICATE-----/);
});

test('knows its actors', async () => {
  const known = await ask({ url: `${prefix}/idcert/actor/${fid}` });
  expect(known.json()).toMatchObject({ invalidated: [false], invalidated_at: [null] });
  const unknown = await ask({ url: `${prefix}/idcert/actor/bob@home.example.com` });
  expect([unknown.statusCode, unknown.json().error]).toEqual([404, 'P2CORE_ACTOR_NOT_FOUND']);
});

test('has no certificate for times before its first one', async () => {
  const answer = await ask({ url: `${prefix}/key/server?timestamp=1` });
  expect(answer.json().error).toBe('P2CORE_NO_CERT_AT_TIME');
});

test('passes other paths on to your own routes', async () => {
  expect((await ask({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
});
