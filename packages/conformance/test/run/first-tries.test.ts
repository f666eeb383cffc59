import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { consoleReport, paintWith } from '../../src/report/console.js';
import { cases, runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';

const lookUps = cases.filter(({ id }) => /^getActorIdCerts\/(?:is-there|happy)$/.test(id));

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

/** What a person reads of a run against it. */
async function readReport(server: SillyServer, chosen: typeof cases): Promise<string> {
  onTestFinished(() => server.close());
  const report = await runKit({ fixture: { url: server.url }, cases: chosen });
  return consoleReport(report, new Map(), paintWith(false));
}

test('a server that ends when it is looked at is told the request', async () => {
  const server = await startSillyServer(({ method }, response) => {
    if (method === 'GET') return sendJson(response, 200, {});
    response.destroy();
    void server.close();
  });
  const chosen = cases.filter(({ id }) => /^(?:deleteSession|getChallenge)\/happy$/.test(id));
  const text = await readReport(server, chosen);
  expect(text).toContain('1) the server ended during the run: mend that first');
  expect(text).toMatch(
    /nothing listens at \S+ any more: its own output says why\n {3}repeat .* -X DELETE /,
  );
});

test('a 404 in JSON is told the code that would say that the operation is there', async () => {
  const server = await startSillyServer((_, response) =>
    sendJson(response, 404, { error: 'no such actor' }),
  );
  expect(await readReport(server, lookUps)).toContain(
    'getActorIdCerts  404 no such actor, not P2CORE_ACTOR_NOT_FOUND, to GET ',
  );
});

test('an errcode that is text is shown as text', async () => {
  const error = { errcode: '500', error: 'P2CORE_INTERNAL' };
  const server = await startSillyServer((_, response) => sendJson(response, 500, error));
  const chosen = cases.filter(({ id }) => id === 'any/error-code');
  expect(await readReport(server, [...lookUps, ...chosen])).toMatch(
    /actual +"500", in \d+ of \d+ answers/,
  );
});
