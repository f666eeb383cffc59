import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { runKit } from '../support/kit.js';

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test('with nothing but an address, the reference server fails nothing', async () => {
  const { url } = server;
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const { results } = await runKit({ fixture: { url } });
  expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([]);
  expect(results).toContainEqual(
    expect.objectContaining({
      id: 'getServerIdCert/names-its-domain',
      outcome: 'skipped',
      reason: "the fixture gives no domain, and the URL's host is an address",
    }),
  );
});
