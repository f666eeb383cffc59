import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChaosOptions } from '../../src/chaos/chaos.js';
import { kindNames, readChaos } from '../../src/chaos/read-chaos.js';
import { readConfig } from '../../src/config.js';
import { type RunningServer, serve } from '../../src/serve.js';
import { exchange, type WireAnswer } from '../support/exchange.js';

const started: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function start(chaos: ChaosOptions | undefined): Promise<string> {
  const config = readConfig({ PORT: '0', P2CORE_DATABASE: ':memory:', P2CORE_ADMIN_TOKEN: admin });
  const running = await serve(config, { error() {} }, { chaos });
  started.push(running);
  return running.url;
}

const admin = 'administrator-of-chaos';
const prefix = '/.p2/core/v1';
const requests = 24;

/** Sends requests one after the other and returns their outcomes; `undefined` where the connection broke. */
async function ask(
  url: string,
  path: string,
  times = requests,
  accept = '*/*',
): Promise<Array<WireAnswer | undefined>> {
  const answers: Array<WireAnswer | undefined> = [];
  for (let number = 0; number < times; number++) {
    const headers = { Authorization: `Bearer ${admin}`, Accept: accept };
    answers.push(await exchange(url, { path: prefix + path, headers }).catch(() => undefined));
  }
  return answers;
}

const isNamed = (answer: WireAnswer | undefined) => answer?.headers['p2core-chaos'] !== undefined;

describe('a server without --chaos', () => {
  it('behaves', async () => {
    const answers = await ask(await start(undefined), '/challenge');
    expect(answers.map((answer) => answer?.status)).toEqual(Array(requests).fill(200));
    expect(answers.some(isNamed)).toBe(false);
  });
});

describe('a server with --chaos', () => {
  it.each([1, 2, 3])('misbehaves in the same way for the same seed (%i)', async (seed) => {
    const kinds = ['rate-limited', 'unavailable', 'drop', 'truncate', 'string-expires'] as const;
    const behaviour = async () =>
      (await ask(await start({ kinds, seed }), '/challenge')).map((answer) => [
        answer?.status,
        answer?.headers['p2core-chaos'],
      ]);
    const first = await behaviour();
    expect(await behaviour()).toEqual(first);
    expect(first.some(([, chaos]) => String(chaos).includes(`seed=${seed}; request=`))).toBe(true);
    expect(first.some(([status, chaos]) => status === 200 && chaos === undefined)).toBe(true);
  });

  it('misbehaves in another way for another seed', async () => {
    const statuses = async (seed: number) => {
      const url = await start({ kinds: ['rate-limited', 'unavailable'], seed });
      return (await ask(url, '/challenge')).map((answer) => answer?.status);
    };
    expect(await statuses(1)).not.toEqual(await statuses(2));
  });

  it.each([
    ['rate-limited', 429],
    ['unavailable', 503],
  ] as const)(
    'answers as %s, with Retry-After and a code of the registry',
    async (kind, status) => {
      const answers = await ask(await start({ kinds: [kind], seed: 5 }), '/challenge');
      const misbehaved = answers.filter(isNamed);
      expect(misbehaved.length).toBeGreaterThan(0);
      for (const answer of misbehaved) {
        expect(answer?.status).toBe(status);
        expect(answer?.headers['retry-after']).toBe('1');
        expect(answer?.json.errcode).toBe(status);
      }
    },
  );

  it('answers late, and then as ever', async () => {
    const answers = await ask(await start({ kinds: ['delay'], seed: 5 }), '/challenge', 4);
    expect(answers.map((answer) => answer?.status)).toEqual(Array(4).fill(200));
    expect(new Set(answers.map(isNamed)).size).toBe(2);
  });

  it('names nothing where there is nothing to misbehave with', async () => {
    const url = await start({ kinds: ['string-expires', 'expired-certificate'], seed: 5 });
    for (const path of ['/key/server', '/nowhere']) {
      expect((await ask(url, path)).some(isNamed)).toBe(false);
    }
    const refused = await ask(url, '/challenge', requests, 'image/png');
    expect(refused.map((answer) => answer?.json.expires)).toEqual(Array(requests).fill(undefined));
    expect(refused.some(isNamed)).toBe(false);
  });

  it('drops connections, and cuts answers off', async () => {
    for (const kind of ['drop', 'truncate'] as const) {
      const answers = await ask(await start({ kinds: [kind], seed: 5 }), '/challenge');
      expect(answers.filter((answer) => answer === undefined).length).toBeGreaterThan(0);
      expect(answers.filter((answer) => answer?.status === 200).length).toBeGreaterThan(0);
    }
  });

  it('sends both forms of R1', async () => {
    const answers = await ask(await start({ kinds: ['string-expires'], seed: 5 }), '/challenge');
    const types = answers.map((answer) => typeof answer?.json.expires);
    expect(types).toEqual(answers.map((answer) => (isNamed(answer) ? 'string' : 'number')));
    expect(new Set(types).size).toBe(2);
  });

  it('sends both forms of R14', async () => {
    const answers = await ask(await start({ kinds: ['no-content'], seed: 5 }), '/events');
    const statuses = answers.map((answer) => answer?.status);
    expect(statuses).toEqual(answers.map((answer) => (isNamed(answer) ? 204 : 409)));
    expect(new Set(statuses).size).toBe(2);
  });

  it('shows a certificate that has expired', async () => {
    const url = await start({ kinds: ['expired-certificate'], seed: 5 });
    const answers = await ask(url, '/idcert/server');
    for (const answer of answers) {
      const expires = Date.parse(new X509Certificate(answer?.json).validTo);
      expect(expires < Date.now()).toBe(isNamed(answer));
    }
  });
});

describe('the options --chaos and --seed', () => {
  it('are refused where they name what there is not', () => {
    expect(() => readChaos({ chaos: 'delay,foo', seed: '0' })).toThrow(/not "foo"/);
    expect(() => readChaos({ chaos: 'delay,', seed: '0' })).toThrow(/not ""/);
    expect(() => readChaos({ seed: '7' })).toThrow(/--seed goes with --chaos/);
    expect(() => readChaos({ chaos: 'delay', seed: 'x' })).toThrow(/must be a number/);
  });

  it('are off unless asked for', () => {
    expect(readChaos({})).toBeUndefined();
    expect(readChaos({ chaos: kindNames.join(','), seed: '3' })).toEqual({
      kinds: kindNames,
      seed: 3,
    });
  });
});
