import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type UnexpectedAnswerCode,
} from '@p2core/client';
import { equal, having, ok, unexpected } from './assert.js';
import { type Case, cases, type World } from './world.js';

type Code = UnexpectedAnswerCode;
type Call = (client: Client, options?: CallOptions) => Promise<{ status: number }>;

const challenge: Call = (client, options) => client.getChallenge({}, options);
const events: Call = (client, options) => client.getEvents({}, options);
const endSession: Call = (client, options) =>
  client.deleteSession({ session_id: 'phone' }, options);
const byContent: Call = (client, options) => client.getServerIdCert({ timestamp: 1 }, options);

function clientOf({ hostileUrl }: World, trick: string, options: Partial<ClientOptions> = {}) {
  const baseUrl = `${hostileUrl}/${trick}`;
  return createClient({ baseUrl, token: 'a-token', retries: 0, timeout: 5000, ...options });
}

/** What the caller sees of each misbehaviour: a code, or the codes that runtimes differ in; a status where it is read. */
const seen: Record<string, Code | Code[] | number> = {
  truncated: 'CONNECTION',
  'truncated-chunks': 'CONNECTION',
  'length-too-short': ['UNREADABLE', 'CONNECTION'],
  'length-no-number': ['CONNECTION', 'TIMEOUT'],
  'length-negative': ['CONNECTION', 'TIMEOUT'],
  'two-lengths': 'CONNECTION',
  'chunk-size-no-number': 'CONNECTION',
  'no-length': 200,

  'no-type': 'UNDECLARED',
  html: 'UNDECLARED',
  'not-json': 'UNREADABLE',
  'not-utf8': 'UNREADABLE',
  empty: 'UNREADABLE',
  number: 'UNREADABLE',
  null: 'UNREADABLE',
  list: 'UNREADABLE',
  'wrong-members': 'UNREADABLE',
  'no-members': 'UNREADABLE',
  'too-late': 'UNREADABLE',
  deep: 'UNREADABLE',
  'wrong-pem': 'UNREADABLE',
  prototype: 200,
  teapot: 'UNDECLARED',
  'status-0': ['CONNECTION', 'UNDECLARED'],
  'status-999': ['CONNECTION', 'UNDECLARED'],
  'wrong-code': 'UNDECLARED',
  'code-of-the-prototype': 'UNDECLARED',
  'error-page': 'UNDECLARED',

  'endless-body': 'UNREADABLE',
  'endless-error': 'UNREADABLE',
  'endless-headers': 'CONNECTION',
  'endless-header': 'CONNECTION',
  'endless-status': ['TIMEOUT', 'CONNECTION'],
  'endless-trailers': ['CONNECTION', 'TIMEOUT'],
  'endless-hints': ['TIMEOUT', 'CONNECTION'],
  silence: 'TIMEOUT',
  'slow-body': 'TIMEOUT',
  'slow-headers': 'TIMEOUT',

  'gzip-bomb': 'UNREADABLE',
  'brotli-bomb': ['UNREADABLE', 'UNDECLARED'],
  'bomb-in-a-bomb': ['UNREADABLE', 'CONNECTION'],
  'not-gzip': 'CONNECTION',
  'unknown-coding': 200,

  reset: 'CONNECTION',
  'close-at-once': 'CONNECTION',
  garbage: 'CONNECTION',
  'http-0.9': ['CONNECTION', 'UNDECLARED'],
  refresh: 200,
  'two-answers': 200,
};

/** Where the time-out is what has to come, it need not be long. */
const timeoutFor = (expected: Code | Code[] | number) =>
  [expected].flat().includes('TIMEOUT') ? 400 : 5000;

async function check(client: Client, call: Call, expected: Code | Code[] | number): Promise<void> {
  const start = performance.now();
  const timeout = timeoutFor(expected);
  if (expected === 200) having(await call(client, { timeout }), 200);
  else await unexpected(call(client, { timeout }), expected as Code[]);
  const time = performance.now() - start;
  ok(time < timeout + 500, `it took ${Math.round(time)} ms`);
}

const tricks = Object.fromEntries(
  Object.entries(seen).map(([trick, expected]) => [
    `${trick}: ${expected}`,
    (world: World) => check(clientOf(world, trick), challenge, expected),
  ]),
);

/** With filters as content, another transport reads what comes. It asks for a PEM where the server sends a challenge. */
const tricksByContent = Object.fromEntries(
  Object.entries(seen).map(([trick, expected]) => {
    const differs: Record<string, Code | Code[] | number> = {
      'wrong-pem': 200,
      'gzip-bomb': 'UNDECLARED',
      'bomb-in-a-bomb': 'UNDECLARED',
      'not-gzip': 'UNDECLARED',
      'unknown-coding': 'UNDECLARED',
    };
    const seenHere = differs[trick] ?? (expected === 200 ? 'UNREADABLE' : expected);
    const run = (world: World) =>
      check(clientOf(world, trick, { filters: 'body' }), byContent, seenHere);
    return [`filters as content, ${trick}: ${seenHere}`, { only: 'node' as const, run }];
  }),
);

const redirects = Object.fromEntries(
  ['301', '302', '303', '307', '308', 'here'].flatMap((kind) =>
    [challenge, events, endSession].map((call, index) => [
      `redirect-${kind} of ${['a public call', 'a call with a token', 'a DELETE'][index]}: not followed`,
      async (world: World) => {
        await world.host.takeSeen();
        await unexpected(call(clientOf(world, `redirect-${kind}`)), 'UNDECLARED', /redirects/);
        equal(await world.host.takeStolen(), []);
        equal((await world.host.takeSeen()).length, 1);
      },
    ]),
  ),
);

/** A hostile server: no hang over the time-out, no unbounded memory, no token elsewhere. */
export const hostileCases: Case[] = cases('hostile server', {
  ...tricks,
  ...tricksByContent,
  ...redirects,

  async 'an answer without content may have some: it is not looked at'(world) {
    having(
      await clientOf(world, 'no-content-with-content').deleteSession({ session_id: 'a' }),
      204,
    );
    having(await clientOf(world, 'conflict-with-content').getEvents(), 409);
  },

  async 'an answer without content may not have it without end'(world) {
    await unexpected(
      clientOf(world, 'endless-conflict').getEvents(),
      'UNREADABLE',
      /8388608 octets/,
    );
  },

  async 'an endless body costs no more than the limit'(world) {
    const client = clientOf(world, 'endless-body', { maxContentLength: 1_000_000 });
    await unexpected(client.getChallenge(), 'UNREADABLE', /200: .*more than 1000000 octets/);
    const sent = await world.host.endlesslySent();
    await new Promise((resolve) => setTimeout(resolve, 100));
    equal(await world.host.endlesslySent(), sent);
    ok(sent < 20_000_000, `the server could send ${sent} octets`);
  },

  'a bomb costs no more memory than the limit': {
    only: 'node',
    async run(world) {
      const before = process.memoryUsage.rss();
      for (const trick of [
        'gzip-bomb',
        'brotli-bomb',
        'bomb-in-a-bomb',
        'endless-body',
        'endless-headers',
      ]) {
        await unexpected(clientOf(world, trick).getChallenge(), ['UNREADABLE', 'CONNECTION']);
      }
      const grown = process.memoryUsage.rss() - before;
      ok(grown < 100_000_000, `${grown} octets`);
    },
  },

  async 'what stands behind an answer is not taken for the next one'(world) {
    for (const trick of ['two-answers', 'length-too-short', 'no-content-with-content']) {
      const client = clientOf(world, trick);
      await client.deleteSession({ session_id: 'a' }).catch(() => {});
      await client.getChallenge().catch(() => {});
      for (let round = 0; round < 3; round++) {
        const answer = await clientOf(world, 'right').getChallenge();
        equal(having(answer, 200).body.challenge, 'a'.repeat(32));
      }
    }
  },

  async 'a member named __proto__ changes nothing'(world) {
    const { body } = having(await clientOf(world, 'prototype').getChallenge(), 200);
    ok(!('polluted' in {}), 'Object.prototype is as it was');
    ok(!('polluted' in body), 'and so is the body');
  },

  async 'a 401 for ever is asked twice'(world) {
    await world.host.takeSeen();
    let given = 0;
    const client = clientOf(world, 'unauthorized', { token: () => `token-${++given}` });
    having(await client.getEvents(), 401);
    equal(
      (await world.host.takeSeen()).map(({ authorization }) => authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
  },

  async 'Retry-After of a year is the answer at once'(world) {
    const client = clientOf(world, 'busy-for-a-year', { retries: 2 });
    const start = performance.now();
    having(await client.getChallenge(), 503);
    ok(performance.now() - start < 500, 'at once');
  },

  async 'a broken connection is repeated, and no more'(world) {
    await world.host.takeSeen();
    await unexpected(
      clientOf(world, 'truncated', { retries: 2, timeout: 10_000 }).getChallenge(),
      'CONNECTION',
    );
    equal((await world.host.takeSeen()).length, 3);
  },
});
