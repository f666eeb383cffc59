/**
 * Hostile requests, which express-openapi-validator judges too. Prints how the verdicts differ, by kind. The requests are
 * the same each time, so that only a change of ours can add a kind; P2CORE_FUZZ_SEED and P2CORE_SECOND_OPINION_REQUESTS
 * look further.
 */

import { Random } from '@p2core/testing/random';
import { RawConnection } from '@p2core/testing/raw-connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, hostileRequest } from '../../../server/test/fuzz/hostile-request.js';
import { newSession } from '../support/actors.js';
import { adminToken, startServer, type TestServer } from '../support/server.js';

const seed = Number(process.env.P2CORE_FUZZ_SEED ?? 1);
const count = Number(process.env.P2CORE_SECOND_OPINION_REQUESTS ?? 4_000);
const batch = 100;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ P2CORE_METRICS_PORT: '0' });
});
// Fails if a difference is not of a known kind.
afterAll(() => server.close());

test(`the kinds of differences in ${count} hostile requests (seed ${seed})`, async () => {
  const random = new Random(seed);
  for (let sent = 0; sent < count; sent += batch) {
    // A session of its own for each batch, for a request may end it.
    const cast = { ...(await newSession(server)), adminToken };
    await Promise.all(Array.from({ length: batch }, () => send(random, cast)));
  }
  const kinds = await comparisons();
  console.log(
    `second opinion: seed ${seed}, ${count} requests\n${kinds.map((kind) => kind.join(': ')).join('\n')}`,
  );
  expect(kinds.map(([kind]) => kind)).not.toContain('different');
  const judged = kinds.reduce((sum, [, number]) => sum + number, 0);
  expect(judged).toBeGreaterThan(count / 5);
}, 600_000);

async function send(random: Random, cast: Cast): Promise<void> {
  const { octets, method, isTorn } = hostileRequest(random, cast);
  const connection = await RawConnection.open(Number(new URL(server.url).port));
  connection.write(octets);
  if (isTorn) connection.end();
  await connection.next({ toHead: method === 'HEAD', timeout: 60_000 });
  connection.close();
}

/** How often each comparison was counted, once all requests are judged. */
async function comparisons(): Promise<Array<[kind: string, number: number]>> {
  let last: string | undefined;
  for (;;) {
    const metrics = await (await fetch(server.metricsUrl as string)).text();
    const lines = metrics.match(/^p2core_second_opinion_total\{.*$/gm) ?? [];
    if (lines.join() === last) return lines.map(readLine);
    last = lines.join();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function readLine(line: string): [string, number] {
  const [, comparison = '', fault = '', number] =
    /comparison="(.*?)",fault="(.*?)"\} (\d+)/.exec(line) ?? [];
  return [fault || comparison, Number(number)];
}
