import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type UnexpectedAnswerCode,
  UnexpectedAnswerError,
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

/** What a caller sees: a code, or a status where the answer is read; several where runtimes differ. */
type Outcome = Code | number | Array<Code | number>;

/** What the caller sees of each misbehaviour. */
const seen: Record<string, Outcome> = {
  truncated: 'CONNECTION',
  'truncated-chunks': 'CONNECTION',
  'length-too-short': ['UNREADABLE', 'CONNECTION'],
  'length-no-number': ['CONNECTION', 'TIMEOUT'],
  'length-negative': ['CONNECTION', 'TIMEOUT'],
  'two-lengths': 'CONNECTION',
  'chunk-size-no-number': 'CONNECTION',
  'two-equal-lengths': ['CONNECTION', 200],
  'length-and-chunks': ['CONNECTION', 200],
  'length-beyond-all-numbers': ['CONNECTION', 'TIMEOUT'],
  'length-of-an-exabyte': 'TIMEOUT',
  'no-length': 200,

  'no-type': 'UNDECLARED',
  html: 'UNDECLARED',
  'not-json': 'UNREADABLE',
  'not-utf8': 'UNREADABLE',
  'utf-16': 'UNREADABLE',
  empty: 'UNREADABLE',
  number: 'UNREADABLE',
  null: 'UNREADABLE',
  list: 'UNREADABLE',
  'wrong-members': 'UNREADABLE',
  'no-members': 'UNREADABLE',
  'too-late': 'UNREADABLE',
  deep: 'UNREADABLE',
  'deep-error': ['UNREADABLE', 'UNDECLARED'],
  'many-lists': 'UNREADABLE',
  'wrong-pem': 'UNREADABLE',
  prototype: 200,
  teapot: 'UNDECLARED',
  'status-0': ['CONNECTION', 'UNDECLARED'],
  'status-999': ['CONNECTION', 'UNDECLARED'],
  'not-modified': 'UNDECLARED',
  'proxy-asks-who': ['CONNECTION', 'UNDECLARED'],
  'wrong-code': 'UNDECLARED',
  'code-of-the-prototype': 'UNDECLARED',
  'error-page': 'UNDECLARED',

  'endless-body': 'UNREADABLE',
  'endless-error': 'UNREADABLE',
  'endless-octets': ['TIMEOUT', 'UNREADABLE'],
  'endless-chunk-extension': ['CONNECTION', 'TIMEOUT'],
  'endless-chunk-extensions': ['CONNECTION', 'TIMEOUT'],
  'endless-chunk-size': ['CONNECTION', 'TIMEOUT'],
  'endless-headers': 'CONNECTION',
  'endless-header': 'CONNECTION',
  'endless-status': ['TIMEOUT', 'CONNECTION'],
  'endless-trailers': ['CONNECTION', 'TIMEOUT'],
  'endless-hints': ['TIMEOUT', 'CONNECTION'],
  'endless-continues': ['TIMEOUT', 'CONNECTION'],
  'hint-before': 200,
  'many-headers': 'CONNECTION',
  'null-in-a-header': 'CONNECTION',
  'folded-header': [200, 'CONNECTION'],
  'other-protocol': ['CONNECTION', 'TIMEOUT'],
  silence: 'TIMEOUT',
  'slow-body': 'TIMEOUT',
  'slow-headers': 'TIMEOUT',

  'gzip-bomb': 'UNREADABLE',
  'brotli-bomb': ['UNREADABLE', 'UNDECLARED'],
  'bomb-in-a-bomb': ['UNREADABLE', 'CONNECTION'],
  'hundred-codings': ['CONNECTION', 'UNREADABLE'],
  'truncated-gzip': ['UNREADABLE', 'CONNECTION'],
  'not-gzip': 'CONNECTION',
  'unknown-coding': 200,

  reset: 'CONNECTION',
  'reset-in-body': 'CONNECTION',
  'close-at-once': 'CONNECTION',
  garbage: 'CONNECTION',
  'http-0.9': ['CONNECTION', 'UNDECLARED'],
  refresh: 200,
  'redirect-nowhere': 'UNDECLARED',
  'two-answers': 200,
};

/** Where the time-out is what has to come, it need not be long. */
const timeoutFor = (expected: Outcome) => ([expected].flat().includes('TIMEOUT') ? 400 : 5000);

/**
 * The outcome of a call, which may not outlast its time-out. This process measures that as it measures the time-out, so
 * that it does not matter how busy the machine is.
 */
async function outcomeOf(client: Client, call: Call, timeout: number): Promise<Code | number> {
  const outcome = call(client, { timeout }).then(
    ({ status }) => status,
    (error) => {
      ok(error instanceof UnexpectedAnswerError, `not an UnexpectedAnswerError: ${error.stack}`);
      return error.code;
    },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hang = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it outlasts the time-out')), timeout + 500);
  });
  return Promise.race([outcome, hang]).finally(() => clearTimeout(timer));
}

async function check(client: Client, call: Call, expected: Outcome): Promise<void> {
  const outcome = await outcomeOf(client, call, timeoutFor(expected));
  ok([expected].flat().includes(outcome), `expected ${expected}, found ${outcome}`);
}

/** Chromium reads these for as long as they come, and its other connections wait; the call of the page ends in time. */
const onlyInNode = ['endless-continues'];

const tricks = Object.fromEntries(
  Object.entries(seen).map(([trick, expected]) => [
    `${trick}: ${expected}`,
    {
      ...(onlyInNode.includes(trick) && { only: 'node' as const }),
      run: (world: World) => check(clientOf(world, trick), challenge, expected),
    },
  ]),
);

/** With filters as content, another transport reads what comes. It asks for a PEM where the server sends a challenge. */
const tricksByContent = Object.fromEntries(
  Object.entries(seen).map(([trick, expected]) => {
    const differs: Record<string, Outcome> = {
      'wrong-pem': 200,
      'not-modified': 304,
      'other-protocol': 'CONNECTION',
      'folded-header': 'CONNECTION',
      'hundred-codings': 'UNDECLARED',
      'truncated-gzip': 'UNDECLARED',
      'gzip-bomb': 'UNDECLARED',
      'bomb-in-a-bomb': 'UNDECLARED',
      'not-gzip': 'UNDECLARED',
      'unknown-coding': 'UNDECLARED',
    };
    const seenHere =
      differs[trick] ?? [expected].flat().map((one) => (one === 200 ? 'UNREADABLE' : one));
    const run = (world: World) =>
      check(clientOf(world, trick, { filters: 'body' }), byContent, seenHere);
    return [`filters as content, ${trick}: ${seenHere}`, { only: 'node' as const, run }];
  }),
);

async function isNotFollowed(world: World, trick: string, call: Call, filters: 'query' | 'body') {
  await world.host.takeSeen();
  await unexpected(call(clientOf(world, trick, { filters })), 'UNDECLARED', /redirects/);
  equal(await world.host.takeStolen(), []);
  equal((await world.host.takeSeen()).length, 1);
}

const redirects = Object.fromEntries(
  ['301', '302', '303', '307', '308', 'here', 'to-itself'].flatMap((kind) => [
    ...[challenge, events, endSession].map((call, index) => [
      `redirect-${kind} of ${['a public call', 'a call with a token', 'a DELETE'][index]}: not followed`,
      (world: World) => isNotFollowed(world, `redirect-${kind}`, call, 'query'),
    ]),
    [
      `redirect-${kind} of a GET with content: not followed`,
      {
        only: 'node',
        run: (world: World) => isNotFollowed(world, `redirect-${kind}`, byContent, 'body'),
      },
    ],
  ]),
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
    // It ends when the server has heard of it, a moment later: not where a reading finds more than the one before.
    let sent = -1;
    for (let now = 0; now > sent; now = await world.host.endlesslySent()) {
      sent = now;
      ok(sent < 20_000_000, `the server could send ${sent} octets`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
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

  'content that comes octet by octet costs no more memory than content that does not': {
    only: 'node',
    async run(world) {
      const before = process.memoryUsage.rss();
      for (const [call, filters] of [
        [challenge, 'query'],
        [byContent, 'body'],
      ] as const) {
        const client = clientOf(world, 'endless-octets', { filters, maxContentLength: 500_000 });
        await unexpected(call(client, { timeout: 30_000 }), 'UNREADABLE', /more than 500000/);
      }
      const grown = process.memoryUsage.rss() - before;
      ok(grown < 60_000_000, `${grown} octets`);
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

  ...Object.fromEntries(
    [
      ['query', 'anywhere'],
      ['body', 'node'],
    ].map(([filters, where]) => [
      `an answer that comes too late is not taken for the next one, with filters as ${filters}`,
      {
        ...(where === 'node' && { only: 'node' as const }),
        async run(world: World) {
          const client = clientOf(world, 'late-second-answer', {
            filters: filters as 'query' | 'body',
          });
          for (let round = 0; round < 3; round++) {
            const answer = await client.getActorIdCerts({ fid: 'alice@home', timestamp: 1 });
            equal(having(answer, 200).body.invalidated, []);
            // The second wait lets what was sent during the first be read, however long a turn took.
            for (const pause of [100, 1]) await new Promise((go) => setTimeout(go, pause));
          }
        },
      },
    ]),
  ),

  async 'a time-out says the status of the answer that did not end'(world) {
    const error = await unexpected(
      clientOf(world, 'slow-body', { timeout: 300 }).getChallenge(),
      'TIMEOUT',
      /challenge: 200: no complete answer within 300 ms/,
    );
    equal(error.status, 200);
  },

  async 'a password that the server asks for is asked of nobody'(world) {
    await world.host.takeSeen();
    having(await clientOf(world, 'asks-for-a-password').getEvents(), 401);
    equal((await world.host.takeSeen()).length, 1);
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
