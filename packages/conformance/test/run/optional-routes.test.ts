import { allOperations, pages as allPages, type Page } from '@p2core/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';
import { refuses } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { caseOf, examine } from '../wrong-servers/harness/judge.js';
import { isFor } from '../wrong-servers/harness/operations.js';

let server: SillyServer;
beforeAll(async () => {
  server = await startSillyServer((_, response) => {
    response.writeHead(404, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
    });
    response.end(JSON.stringify({ errcode: 404, error: 'P2CORE_ROUTE_NOT_OFFERED' }));
  });
});
afterAll(() => server.close());

const optional: string[] = allOperations.flatMap((operation) =>
  operation.optional ? [operation.operationId] : [],
);
const notOfferedReason = 'the server does not offer the route';
const pages = Object.keys(allPages) as Page[];
const ofOptional = cases.filter(({ operation }) => optional.includes(operation));

test('an absent optional route must answer 404 P2CORE_ROUTE_NOT_OFFERED, and its other cases are skipped', async () => {
  const fixture = { url: server.url, pages, optionalRoutes: [] };
  const { results } = await runKit({ fixture, cases: ofOptional });
  for (const { id, outcome, reason } of results) {
    if (id.endsWith('/not-offered')) expect([id, outcome]).toEqual([id, 'passed']);
    else expect([id, reason]).toEqual([id, notOfferedReason]);
  }
  expect(results.filter(({ outcome }) => outcome === 'passed')).toHaveLength(optional.length);
});

test('a route that the fixture names must be offered', async () => {
  const { results } = await runKit({
    fixture: { url: server.url, pages, optionalRoutes: optional },
    cases: ofOptional.filter(({ id }) => /\/(is-there|options|not-offered)$/.test(id)),
  });
  expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
    optional
      .sort()
      .flatMap((id) => [
        `${id}/is-there failed`,
        `${id}/not-offered skipped`,
        `${id}/options skipped`,
      ]),
  );
});

test('without a word in the fixture, the answer of a route decides whether it is offered', async () => {
  const { results } = await runKit({ fixture: { url: server.url }, cases: ofOptional });
  for (const { id, outcome, reason } of results) {
    if (id.endsWith('/not-offered')) expect([id, outcome]).toEqual([id, 'passed']);
    else expect([id, reason]).toEqual([id, notOfferedReason]);
  }
});

test('cases of other operations do without an absent optional route, also if only they run', async () => {
  const healthy = await startHealthyServer();
  const one = caseOf('revokeSessionToken/happy');
  const fault = refuses('P2CORE_ROUTE_NOT_OFFERED', (request) => isFor(request, 'getEvents'));
  const front = await startFront(await healthy.fixtureFor(one), fault);
  try {
    const [result] = await examine(front.fixture, [one]);
    expect(result).toMatchObject({ outcome: 'passed' });
  } finally {
    await front.close();
    await healthy.close();
  }
});
