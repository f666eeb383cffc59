/** The port of the metrics keeps the same promises as the port of the API. */
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../durability/server-process.js';
import { exchange, exchangeRaw } from '../support/exchange.js';

async function metricsOf(env: NodeJS.ProcessEnv): Promise<string> {
  const server = startProcess({ P2CORE_DATABASE: ':memory:', P2CORE_METRICS_PORT: '0', ...env });
  onTestFinished(() => server.kill());
  const { metrics = '' } = await server.ready;
  return new URL(metrics).origin;
}

test('an unknown path is an error of the registry', async () => {
  const url = await metricsOf({});
  for (const [path, method, code] of [
    ['/', 'GET', 'P2CORE_NOT_FOUND'],
    ['/%zz', 'GET', 'P2CORE_NOT_FOUND'],
    ['/metrics', 'POST', 'P2CORE_METHOD_NOT_ALLOWED'],
  ] as const) {
    expect((await exchange(url, { path, method })).json.error).toBe(code);
  }
  const garbage = await exchangeRaw(url, 'GARBAGE\r\n\r\n');
  expect(garbage.map(({ json }) => json.error)).toEqual(['P2CORE_BAD_REQUEST']);
});

test('a connection that is reset there ends nothing', async () => {
  const url = await metricsOf({});
  for (const delay of [0, 5, 50]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, delay));
    socket.resetAndDestroy();
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await exchange(url, { path: '/metrics' })).status).toBe(200);
});

test('it is limited, too', async () => {
  const url = await metricsOf({ P2CORE_RATE_LIMIT: '3' });
  const statuses: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    statuses.push((await exchange(url, { path: '/metrics' })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
});
