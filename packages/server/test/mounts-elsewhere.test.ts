/** The contract's middleware in the servers and test tools of others. */
import { request as httpRequest } from 'node:http';
import middie from '@fastify/middie';
import { operations, pathPrefix } from '@p2core/types';
import express from 'express';
import Fastify from 'fastify';
import supertest from 'supertest';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createContractRouter, createContractServer } from '../src/index.js';
import { aliceToken, authenticate, everyOperation, sessionId } from './support/every-operation.js';

const { path } = operations.getChallenge;
const logger = { error() {} };

let router: Awaited<ReturnType<typeof createContractRouter>>;
beforeAll(async () => {
  router = await createContractRouter({ authenticate, handlers: everyOperation, logger });
});

test('supertest calls an application, also below a path and with content', async () => {
  const app = express().use('/api', router);
  await supertest(app).get(`/api${path}`).expect(200);
  await supertest(app).get(`/api${pathPrefix}/nothing`).expect(404);
  await supertest(app)
    .delete(`/api${operations.deleteSession.path}`)
    .set('Authorization', `Bearer ${aliceToken}`)
    .send({ session_id: sessionId })
    .expect(204);
});

test('node:http gives the answers of createContractServer', async () => {
  const http = createContractServer(express().use(router), { logger });
  onTestFinished(() => void http.close());
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as { port: number };
  const status = await new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
  expect(status).toBe(200);
});

test('Fastify mounts it through middie, and answers the other routes', async () => {
  const fastify = Fastify();
  onTestFinished(() => fastify.close());
  await fastify.register(middie);
  fastify.use(router as never);
  fastify.get('/tea', (_request, reply) => reply.code(418).send());
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const statusOf = async (target: string, init?: RequestInit) =>
    (await fetch(url + target, init)).status;
  expect(await statusOf(path)).toBe(200);
  expect(await statusOf('/tea')).toBe(418);
  const content = {
    method: operations.deleteSession.method,
    headers: { Authorization: `Bearer ${aliceToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ session_id: sessionId }),
  };
  expect(await statusOf(operations.deleteSession.path, content)).toBe(204);
});
