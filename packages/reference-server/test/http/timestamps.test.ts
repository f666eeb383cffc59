import { readVectors } from '@p2core/testing/vectors';
import { afterAll, describe, expect, test } from 'vitest';
import { newActor } from '../support/actors.js';
import { seeded } from '../support/random.js';
import { startServer } from '../support/server.js';

const server = await startServer();
afterAll(() => server.close());

const paths = ['/idcert/server', '/key/server', `/idcert/actor/${await newActor(server)}`];
const inQuery = (path: string, text: string) =>
  server.send({ path: `${path}?timestamp=${encodeURIComponent(text)}` });
const inBody = (path: string, json: string) =>
  server.send({ path, content: `{"timestamp": ${json}}` });

/** Whether the look-up was made: a server has no certificate at most times, which is a 404. */
const isAccepted = async (path: string, answer: ReturnType<typeof inQuery>) => {
  const { status } = await answer;
  expect(path.startsWith('/idcert/actor') ? [200, 400] : [200, 400, 404]).toContain(status);
  return status !== 400;
};

interface Vector {
  value: unknown;
  reason: string;
}

describe.each(paths)('R2 %s', (path) => {
  describe.each([
    ['accepts', 'valid', true],
    ['refuses', 'invalid', false],
  ] as const)('%s each of the vectors that are %s', (_, kind, isRight) => {
    test.each(readVectors<Vector>(`timestamps.${kind}.jsonl`))(
      '$value: $reason',
      async ({ value }) => {
        expect(await isAccepted(path, inBody(path, JSON.stringify(value)))).toBe(isRight);
        if (typeof value !== 'string') return;
        expect(await isAccepted(path, inQuery(path, value))).toBe(isRight);
      },
    );
  });

  test.each(['0', '1', '1620000000', '9007199254740991'])(
    'accepts %s, as a decimal string',
    async (text) => {
      expect(await isAccepted(path, inQuery(path, text))).toBe(true);
      expect(await isAccepted(path, inBody(path, JSON.stringify(text)))).toBe(true);
    },
  );

  test.each(['0', '-0', '1', '1620000000', '1620000000.0', '1.62e9', '9007199254740991'])(
    'accepts %s, as a number in the body',
    async (json) => {
      expect(await isAccepted(path, inBody(path, json))).toBe(true);
    },
  );

  test.each([
    '',
    '00',
    '0001620000000',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '-1',
    '-0',
    '1.0',
    '1e9',
    '0x10',
    '1_000',
    '١٢٣',
    'now',
    'null',
    '2024-01-01',
    '9007199254740992',
    '10000000000000000',
    '99999999999999999999',
    '00000000000000001',
  ])('refuses the string %j', async (text) => {
    for (const answer of [inQuery(path, text), inBody(path, JSON.stringify(text))]) {
      const { json } = await answer;
      expect(json.error).toBe('P2CORE_BAD_REQUEST');
      expect(json.details[0].path).toMatch(/^\/(query|body)\/timestamp$/);
    }
  });

  test.each([
    '-1',
    '0.5',
    '1620000000.5',
    '9007199254740992',
    '1e300',
    '1e999',
    'null',
    'true',
    '[1]',
    '["1"]',
    '{}',
  ])('refuses the JSON %s', async (json) => {
    expect((await inBody(path, json)).json.error).toBe('P2CORE_BAD_REQUEST');
  });

  test('takes the same of any number, in all three forms', async () => {
    const random = seeded(2);
    for (let count = 0; count < 30; count++) {
      const number = random(2 ** (1 + random(53)));
      expect(await isAccepted(path, inQuery(path, `${number}`)), `${number}`).toBe(true);
      expect(await isAccepted(path, inBody(path, `${number}`)), `${number}`).toBe(true);
      expect(await isAccepted(path, inBody(path, `"${number}"`)), `${number}`).toBe(true);
    }
  });

  test('takes nothing of random text but digits', async () => {
    const random = seeded(22);
    const letters = [...'0123456789+-.eE xX_,é'];
    for (let count = 0; count < 60; count++) {
      const text = Array.from(
        { length: 1 + random(18) },
        () => letters[random(letters.length)],
      ).join('');
      const isTime = /^(?:0|[1-9]\d{0,15})$/.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER;
      expect(await isAccepted(path, inQuery(path, text)), text).toBe(isTime);
    }
  });
});
