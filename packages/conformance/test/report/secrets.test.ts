import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../src/catalogue/case.js';
import { mask, secretsOf } from '../../src/fixture/secrets.js';
import { formats } from '../../src/report/formats.js';
import type { RunReport } from '../../src/report/result.js';
import { run } from '../../src/run/run.js';
import { write } from '../support/reports.js';

const tokens = ['first-Token_0.1~a+b/c==', 'second-Token_2', 'administrator-Token_3'] as const;
const [first, second, administrator] = tokens;

/** Echoes every request, in header fields, in content, and among binary octets. */
const echo = createServer(async (request, response) => {
  const authorization = request.headers.authorization ?? '';
  response.setHeader('X-Echo', authorization);
  response.setHeader('X-Target', request.url ?? '');
  const content = await buffer(request);
  response.end(Buffer.concat([Buffer.from([0xff, 0]), Buffer.from(authorization), content]));
});

let report: RunReport;

beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const { port } = echo.address() as AddressInfo;
  const sending = (name: string, token: string): Case => ({
    ...{ id: `getEvents/${name}`, operation: 'getEvents', title: 'keeps secrets', level: 'MUST' },
    ...{ basis: ['R24'], needs: [], effect: 'reads' },
    async run({ send }) {
      await send('getEvents', { token, query: { token }, json: { token } });
    },
  });
  report = await run({
    fixture: {
      url: `http://127.0.0.1:${port}`,
      administratorToken: administrator,
      actor: {
        fid: 'alice@localhost',
        sessions: [
          { id: 'phone', token: first },
          { id: 'laptop', token: second },
        ],
      },
    },
    cases: tokens.map((token, index) => sending(`case-${index}`, token)),
    ...{ seed: 1, timeout: 5000, concurrency: 2, readOnly: false },
  });
});

afterAll(() => echo.close());

test.each(Object.keys(formats))('the report as %s contains no token', (format) => {
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
  const written = write(format, report);
  const decoded = [...written.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([base64]) =>
    Buffer.from(base64, 'base64').toString('latin1'),
  );
  for (const token of tokens) {
    for (const form of [
      token,
      encodeURIComponent(token),
      String(new URLSearchParams({ '': token })).slice(1),
    ]) {
      expect([written, ...decoded].filter((text) => text.includes(form))).toEqual([]);
    }
  }
});

test('short tokens leave other text as it is, but for themselves', () => {
  const sessions = [
    { id: 'phone', token: 't' },
    { id: 'laptop', token: 'one' },
  ];
  const secrets = secretsOf({ url: 'http://a', actor: { fid: 'alice@localhost', sessions } });
  expect(mask('on a hot one', secrets)).toBe('on a ho$TOKEN $SECOND_TOKEN');
});
