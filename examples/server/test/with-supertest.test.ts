/** Over a socket, with supertest: tests header fields and connections too. */
import { createContractServer } from '@p2core/server';
import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { newIdCert } from '../src/fixture.js';
import { administratorToken, createWorld, fid, token } from './world.js';

const prefix = '/.p2/core/v1';

let server: ReturnType<typeof createContractServer>;
let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  world = await createWorld();
  server = createContractServer(world.app);
});

test('makes challenges', async () => {
  const { body } = await request(server).get(`${prefix}/challenge`).expect(200);
  expect(body.challenge).toMatch(/^[A-Za-z0-9]{32,255}$/);
});

test('rotates its key only for the administrator', async () => {
  await request(server).put(`${prefix}/key/server`).expect(401);
  await request(server).put(`${prefix}/key/server`).auth(token, { type: 'bearer' }).expect(403);
  const rotated = request(server).put(`${prefix}/key/server`);
  await rotated.auth(administratorToken, { type: 'bearer' }).expect(200);
});

test('takes a new ID-Cert of the session, and flags the former one', async () => {
  const idCert = await newIdCert(world.keys, fid, 'phone');
  await request(server)
    .put(`${prefix}/session/idcert/extern`)
    .auth(token, { type: 'bearer' })
    .type('application/x-pem-file')
    .send(idCert.pem)
    .expect(201);
  const { body } = await request(server).get(`${prefix}/idcert/actor/${fid}`).expect(200);
  expect(body.invalidated).toEqual([true, false]);
  expect(body.idcerts[1]).toBe(idCert.pem);
});

test('ends a session once', async () => {
  const end = () =>
    request(server)
      .delete(`${prefix}/session`)
      .query({ session_id: 'phone' })
      .auth(token, { type: 'bearer' });
  await end().expect(204);
  await end().expect(401);
});
