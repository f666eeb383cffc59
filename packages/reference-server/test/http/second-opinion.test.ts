/** P2CORE_SECOND_OPINION: another reader of the contract judges each request too. No answer depends on it. */

import type { AddressInfo } from 'node:net';
import { createContractRouter, createContractServer } from '@p2core/server';
import { sendRaw } from '@p2core/testing/raw-connection';
import { operations } from '@p2core/types';
import express from 'express';
import { expect, test } from 'vitest';
import { type Comparison, createSecondOpinion, loadJudge } from '../../src/second-opinion/index.js';
import { avoidableFaults, unavoidableFaults } from '../../src/second-opinion/known-faults.js';
import type { SeenRequest, Verdict } from '../../src/second-opinion/verdict.js';

type Judge = (request: SeenRequest) => Promise<Verdict>;

const path = operations.getActorIdCerts.path.replace('{fid}', 'a@home.example.com');

/** The head of a GET for an actor's ID-Certs, and further fields. */
const get = (query: string, ...fields: string[]) =>
  [`GET ${path}${query} HTTP/1.1`, 'Host: x', ...fields, '', ''].join('\r\n');

const json = 'Content-Type: application/json';

/** Requests with their statuses: one that keeps the contract and one that breaks it. */
const oneOfEach: ReadonlyArray<[request: string, status: number]> = [
  [get(''), 404],
  [get('?timestamp=secret'), 400],
];

/** The counts and the log of requests. */
async function comparisonsBy(
  judge: Judge,
  requests = oneOfEach,
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
  for (const [request, status] of requests) {
    const judged = counted.length + 1;
    expect((await sendRaw(port, request))?.status).toBe(status);
    while (counted.length < judged) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  http.close();
  return { counted, logged };
}

test('an agreement is only counted', async () => {
  const { counted, logged } = await comparisonsBy(await loadJudge());
  expect({ counted, logged }).toEqual({ counted: ['same', 'same'], logged: [] });
});

test('a difference that no known fault explains is logged, without what was sent', async () => {
  const { counted, logged } = await comparisonsBy(async () => 'accepted');
  expect(counted).toEqual(['same', 'different']);
  expect(logged).toEqual([expect.objectContaining({ ours: 400, theirs: 'accepted' })]);
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test.each<[known: string, requests: Array<[request: string, status: number]>]>([
  [
    'refuses reserved characters that a query has unescaped, as the URL standard lets it',
    [
      [get('?session_id=[]'), 404],
      [get('?session_id=a+b:c=d%40'), 404],
    ],
  ],
  [
    'reads content before it looks for the route',
    // Where the connection stays open, unread content is not seen whole, and the request is not compared.
    [
      [`${get('/x', 'Connection: close', json, 'Content-Length: 1').replace('GET', 'PUT')}{`, 404],
      [`${get('', 'Connection: close', json, 'Content-Length: 1').replace('GET', 'PUT')}{`, 405],
    ],
  ],
  [
    'sees no Transfer-Encoding, and a Content-Encoding only where it parses (R4)',
    [
      [`${get('', 'Transfer-Encoding: gzip, chunked')}2\r\n{}\r\n0\r\n\r\n`, 415],
      [`${get('', 'Connection: close', 'Content-Encoding: br', 'Content-Length: 2')}{}`, 415],
    ],
  ],
  [
    'takes content whose Content-Type is malformed or given twice (R4)',
    [
      [`${get('', 'Connection: close', json, json, 'Content-Length: 2')}{}`, 415],
      [`${get('', 'Connection: close', `${json}; = a`, 'Content-Length: 2')}{}`, 415],
    ],
  ],
  [
    'compares the raw Content-Type: parameters and case change what it validates (R4)',
    [
      [`${get('', `${json};charset="utf\\-8";a=%`, 'Content-Length: 2')}{}`, 404],
      [`${get('', `${json};a="b;charset=x"; c=%`, 'Content-Length: 2')}{}`, 404],
    ],
  ],
  [
    'reads an empty list of content codings as a coding (RFC 9110 section 5.6.1)',
    [[`${get('', json, 'Content-Encoding: ,', 'Content-Length: 2')}{}`, 404]],
  ],
])('it %s', async (known, requests) => {
  const { counted, logged } = await comparisonsBy(await loadJudge(), requests);
  expect({ counted, logged }).toEqual({ counted: requests.map(() => ({ known })), logged: [] });
});

test('both refuse an unescaped query for its other faults', async () => {
  const { counted } = await comparisonsBy(await loadJudge(), [
    [get('?session_id=%5B%5D'), 404],
    [get('?timestamp=secret&session_id=[]'), 400],
  ]);
  expect(counted).toEqual(['same', 'same']);
});

test('the list of known faults is short, and each has an explanation', () => {
  const names = [...avoidableFaults, ...unavoidableFaults].map(({ name }) => name);
  console.log(names.map((name) => `express-openapi-validator ${name}`).join('\n'));
  expect(names.length).toBeLessThanOrEqual(21);
});
