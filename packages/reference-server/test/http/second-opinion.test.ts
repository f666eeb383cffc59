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

/** What is counted and logged of a request with and of one without a filter that breaks the contract. */
async function comparisonsBy(judge: Judge): Promise<{ counted: Comparison[]; logged: unknown[] }> {
  const counted: Comparison[] = [];
  const logged: unknown[] = [];
  const logger = { error: (fields: object) => logged.push(fields) };
  const opinion = createSecondOpinion(judge, logger, (comparison) => counted.push(comparison));
  const handlers = opinion.watch({
    getServerIdCert: () => ({ error: 'P2CORE_NO_CERT_AT_TIME' }),
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
  const url = `http://127.0.0.1:${port}${operations.getServerIdCert.path}`;
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${url}?timestamp=secret`)).status).toBe(400);
  while (counted.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
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

test('the list of known faults is short, and each says what it is', () => {
  const names = [...avoidableFaults, ...unavoidableFaults].map(({ name }) => name);
  console.log(names.map((name) => `express-openapi-validator ${name}`).join('\n'));
  expect(names.length).toBeLessThanOrEqual(16);
});
