/** P2CORE_SECOND_OPINION: another reader of the contract judges each request too, and says nothing to who asks. */

import type { AddressInfo } from 'node:net';
import { createContractRouter, createContractServer } from '@p2core/server';
import { operations } from '@p2core/types';
import express from 'express';
import { expect, test } from 'vitest';
import { type Comparison, createSecondOpinion, loadJudge } from '../../src/second-opinion/index.js';
import { avoidableFaults, unavoidableFaults } from '../../src/second-opinion/known-faults.js';
import type { SeenRequest, Verdict } from '../../src/second-opinion/verdict.js';

type Judge = (request: SeenRequest) => Promise<Verdict>;

/** Each query with its status: one that keeps the contract and one that breaks it. */
const oneOfEach: Record<string, number> = { '': 404, '?timestamp=secret': 400 };

/** What is counted and logged of requests with these queries. */
async function comparisonsBy(
  judge: Judge,
  statuses = oneOfEach,
): Promise<{ counted: Comparison[]; logged: unknown[] }> {
  const counted: Comparison[] = [];
  const logged: unknown[] = [];
  const logger = { error: (fields: object) => logged.push(fields) };
  const opinion = createSecondOpinion(judge, logger, (comparison) => counted.push(comparison));
  const handlers = opinion.watch({
    getActorIdCerts: () => ({ error: 'P2CORE_ACTOR_NOT_FOUND' }),
  } as never);
  const all = Object.keys(operations).map((id) => [id, () => ({ error: 'P2CORE_INTERNAL' })]);
  const router = await createContractRouter({
    authenticate: () => undefined,
    handlers: { ...Object.fromEntries(all), ...handlers },
    logger,
  });
  const http = createContractServer(express().use(opinion.middleware, router), { logger });
  http.prependListener('request', opinion.observe);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const path = operations.getActorIdCerts.path.replace('{fid}', 'a@home.example.com');
  for (const [query, status] of Object.entries(statuses)) {
    expect((await fetch(`http://127.0.0.1:${port}${path}${query}`)).status).toBe(status);
  }
  while (counted.length < Object.keys(statuses).length)
    await new Promise((resolve) => setTimeout(resolve, 5));
  http.close();
  return { counted, logged };
}

test('where both agree, that is counted and no more', async () => {
  const { counted, logged } = await comparisonsBy(await loadJudge());
  expect({ counted, logged }).toEqual({ counted: ['same', 'same'], logged: [] });
});

test('a difference that no known fault explains is logged, without what was sent', async () => {
  const { counted, logged } = await comparisonsBy(async () => 'accepted');
  expect(counted).toEqual(['same', 'different']);
  expect(logged).toEqual([expect.objectContaining({ ours: 400, theirs: 'accepted' })]);
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('reserved characters of a query need no escape', async () => {
  const known =
    'refuses reserved characters that a query has unescaped, as the URL standard lets it';
  const { counted, logged } = await comparisonsBy(await loadJudge(), {
    '?session_id=[]': 404,
    '?session_id=a+b:c=d%40': 404,
    '?session_id=%5B%5D': 404,
    '?timestamp=secret&session_id=[]': 400,
  });
  expect({ counted, logged }).toEqual({
    counted: [{ known }, { known }, 'same', 'same'],
    logged: [],
  });
});

test('the list of known faults is short, and each says what it is', () => {
  const names = [...avoidableFaults, ...unavoidableFaults].map(({ name }) => name);
  console.log(names.map((name) => `express-openapi-validator ${name}`).join('\n'));
  expect(names.length).toBeLessThanOrEqual(17);
});
