import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../support/ask.js';
import { serve, type TestServerOptions } from '../support/serve.js';

test.each<[string, TestServerOptions, string]>([
  ['is that of the connection', {}, '127.0.0.1'],
  [
    'is the one that a trusted proxy names',
    { before: (app) => app.set('trust proxy', 'loopback') },
    '192.0.2.7',
  ],
])('the address that a handler sees %s', async (_what, options, expected) => {
  const server = await serve(options);
  onTestFinished(() => server.close());
  const seen: string[] = [];
  server.use({
    getChallenge(_request, { address }) {
      seen.push(address);
      return { status: 200, body: { challenge: 'a'.repeat(64), expires: 1 } };
    },
  });
  await ask(server, 'GET', '/challenge', { fields: [['X-Forwarded-For', '192.0.2.7']] });
  expect(seen).toEqual([expected]);
});
