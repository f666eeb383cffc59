import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptsConnections } from '@p2core/testing/accepts-connections';
import { freePort } from '@p2core/testing/free-port';
import { expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../src/catalogue/case.js';
import { run } from '../../src/run/run.js';

test('a run that breaks off stops the home server of the kit', async () => {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const port = await freePort();
  let listened = false;
  const one: Case = {
    ...{ id: 'getChallenge/any', operation: 'getChallenge', title: 'is there', level: 'MUST' },
    ...{ basis: ['R24'], needs: ['homeServer'], effect: 'reads' },
    async run() {
      listened = await acceptsConnections(port);
    },
  };
  const running = run({
    fixture: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      homeServer: { domain: 'kit.example.com', host: '127.0.0.1', port },
    },
    ...{ cases: [one], seed: 1, timeout: 1000, concurrency: 1, readOnly: true },
    onResult: () => {
      throw new Error('the report cannot be written');
    },
  });
  await expect(running).rejects.toThrow('the report cannot be written');
  expect(listened).toBe(true);
  expect(await acceptsConnections(port)).toBe(false);
});
