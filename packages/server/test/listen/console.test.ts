/** Without a logger, each failure is one line of JSON on standard error. */
import type { AddressInfo } from 'node:net';
import { rawRequest, sendRaw } from '@p2core/testing/raw-connection';
import express from 'express';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createContractRouter, createContractServer } from '../../src/index.js';
import { ask } from '../support/ask.js';
import { authenticate, everyOperation } from '../support/every-operation.js';
import type { TestServer } from '../support/serve.js';

const lines = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => lines.mockClear());

const broken = Object.assign(new Error('two\nlines', { cause: new Error('the cause') }), {
  self: undefined as unknown,
});
broken.self = broken;

async function listen(): Promise<number> {
  const handlers = {
    ...everyOperation,
    getChallenge() {
      throw broken;
    },
  };
  const app = express().use(await createContractRouter({ authenticate, handlers }));
  app.get('/fails', () => {
    throw broken;
  });
  const server = createContractServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ['a handler', (port: number) => ask({ port } as TestServer, 'GET', '/challenge')],
  ['another route', (port: number) => sendRaw(port, rawRequest('GET', '/fails'))],
])('%s that fails', async (_name, send) => {
  const answer = await send(await listen());
  expect(answer?.status).toBe(500);
  expect(lines).toHaveBeenCalledOnce();
  const [line] = lines.mock.calls[0] as [string];
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    message: 'a request failed',
    time: expect.stringMatching(/^\d{4}-/),
    err: expect.stringMatching(/two\nlines[\s\S]*the cause/),
  });
});
