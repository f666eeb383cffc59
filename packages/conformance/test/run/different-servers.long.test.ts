import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { answers, type Change } from '../wrong-servers/harness/faults.js';
import { startFront } from '../wrong-servers/harness/front.js';
import { withFields } from '../wrong-servers/harness/message.js';

const backwards = (list: string | null) => list?.split(', ').reverse().join(',');

/** Servers that keep the contract and are not like ours: each changes what ours answers into what means the same. */
const different: Record<string, Change> = {
  'stands behind a proxy, shows no rate limits, and says the charset of JSON': (answer) =>
    withFields(answer, {
      RateLimit: undefined,
      'RateLimit-Policy': undefined,
      Via: '1.1 proxy.example',
      Server: 'proxy',
      'Strict-Transport-Security': 'max-age=63072000',
      Connection: 'close',
      ...(answer.headers.get('Content-Type') === 'application/json' && {
        'Content-Type': 'application/json; charset=utf-8',
      }),
    }),
  'names the origin of a page, and sends no CORS to others': (answer, request) => {
    const origin = request.headers.get('Origin');
    if (origin !== null) {
      const Vary = [answer.headers.get('Vary'), 'Origin'].filter(Boolean).join(', ');
      return withFields(answer, { 'Access-Control-Allow-Origin': origin, Vary });
    }
    const names = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
    return withFields(answer, Object.fromEntries(names.map((name) => [name, undefined])));
  },
  'writes lists in another way, has weak ETags, and a clock that goes slow': (answer) => {
    const { headers } = answer;
    const etag = headers.get('ETag');
    return withFields(answer, {
      'Access-Control-Expose-Headers': '*',
      ...(headers.has('Access-Control-Allow-Methods') && {
        'Access-Control-Allow-Methods': '*',
        'Access-Control-Allow-Headers': 'Authorization, *',
      }),
      Allow: backwards(headers.get('Allow')),
      'Cache-Control': backwards(headers.get('Cache-Control')),
      ETag: etag === null ? undefined : `W/${etag}`,
      Date: new Date(Date.now() - 2000).toUTCString(),
    });
  },
};

let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(() => server.close());

test.each(Object.entries(different))(
  'a server that %s is not accused',
  { timeout: 300_000 },
  async (_, change) => {
    const front = await startFront(await server.fixture(), answers(change));
    try {
      const reads = cases.filter(({ effect }) => effect === 'reads');
      const { results } = await runKit({ fixture: front.fixture, cases: reads });
      expect(front.mishaps).toEqual([]);
      const failed = results.filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
      const passed = results.filter(({ outcome }) => outcome === 'passed');
      expect(passed.length).toBeGreaterThan(700);
    } finally {
      await front.close();
    }
  },
);
