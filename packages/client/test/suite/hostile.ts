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

/**
 * The outcome for the caller: an error's code, or the status of an answer that was read. A list where runtimes differ.
 */
type Outcome = Code | number | Array<Code | number>;

/** The outcome of each misbehaviour. */
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

/** A case that waits for the time-out gets a short one. */
const timeoutFor = (expected: Outcome) => ([expected].flat().includes('TIMEOUT') ? 400 : 5000);

/**
 * The outcome of a call; throws where the call lasts longer than its time-out. The same process measures both, so a
 * busy machine does not matter.
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
    timer = setTimeout(
      () => reject(new Error('the call lasts longer than its time-out')),
      timeout + 500,
    );
  });
  return Promise.race([outcome, hang]).finally(() => clearTimeout(timer));
}

async function check(client: Client, call: Call, expected: Outcome): Promise<void> {
  const outcome = await outcomeOf(client, call, timeoutFor(expected));
  ok([expected].flat().includes(outcome), `expected ${expected}, found ${outcome}`);
}

/** Chromium reads these endlessly, and delays its other connections; the page's call still ends in time. */
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

/** With filters as content, another transport reads the answer. It asks for a PEM, and the server sends a challenge. */
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

/** Cases of a hostile server: no call outlasts its time-out, memory is bounded, no other server gets the token. */
export const hostileCases: Case[] = cases('hostile server', {
  ...tricks,
  ...tricksByContent,
  ...redirects,

  async 'content of an answer that must have none is ignored'(world) {
    having(
      await clientOf(world, 'no-content-with-content').deleteSession({ session_id: 'a' }),
      204,
    );
    having(await clientOf(world, 'conflict-with-content').getEvents(), 409);
  },

  async 'endless content of an answer that must have none is an error'(world) {
    await unexpected(
      clientOf(world, 'endless-conflict').getEvents(),
      'UNREADABLE',
      /8388608 octets/,
    );
  },

  async 'the client stops reading an endless body at the limit'(world) {
    const client = clientOf(world, 'endless-body', { maxContentLength: 1_000_000 });
    await unexpected(client.getChallenge(), 'UNREADABLE', /200: .*more than 1000000 octets/);
    // The server learns of it a moment later. It has stopped when two readings are equal.
    let sent = -1;
    for (let now = 0; now > sent; now = await world.host.endlesslySent()) {
      sent = now;
      ok(sent < 20_000_000, `the server sent ${sent} octets`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  },

  'a compressed bomb needs no more memory than the limit': {
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

  'content that comes octet by octet needs no more memory than other content': {
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

  async 'octets after an answer are not read as the next answer'(world) {
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
      `an unasked second answer is not read as the next one, with filters as ${filters}`,
      {
        ...(where === 'node' && { only: 'node' as const }),
        async run(world: World) {
          const client = clientOf(world, 'late-second-answer', {
            filters: filters as 'query' | 'body',
          });
          for (let round = 0; round < 3; round++) {
            const answer = await client.getActorIdCerts({ fid: 'alice@home', timestamp: 1 });
            equal(having(answer, 200).body.invalidated, []);
            // The second wait gives the client a turn to read what came during the first.
            for (const pause of [100, 1]) await new Promise((go) => setTimeout(go, pause));
          }
        },
      },
    ]),
  ),

  async 'the error of a time-out has the status of the incomplete answer'(world) {
    const error = await unexpected(
      clientOf(world, 'slow-body', { timeout: 300 }).getChallenge(),
      'TIMEOUT',
      /challenge: 200: no complete answer within 300 ms/,
    );
    equal(error.status, 200);
  },

  async 'the user is not asked for the password that a server wants'(world) {
    await world.host.takeSeen();
    having(await clientOf(world, 'asks-for-a-password').getEvents(), 401);
    equal((await world.host.takeSeen()).length, 1);
  },

  async 'a member named __proto__ does not change any prototype'(world) {
    const { body } = having(await clientOf(world, 'prototype').getChallenge(), 200);
    ok(!('polluted' in {}), 'Object.prototype is unchanged');
    ok(!('polluted' in body), "the body's prototype is unchanged");
  },

  async 'a request with a permanent 401 is sent twice'(world) {
    await world.host.takeSeen();
    let given = 0;
    const client = clientOf(world, 'unauthorized', { token: () => `token-${++given}` });
    having(await client.getEvents(), 401);
    equal(
      (await world.host.takeSeen()).map(({ authorization }) => authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
  },

  async 'an answer with a Retry-After of a year is returned at once'(world) {
    // A client that waited would run into its time-out.
    having(await clientOf(world, 'busy-for-a-year', { retries: 2 }).getChallenge(), 503);
  },

  async 'after a broken connection the request is repeated as often as retries says'(world) {
    await world.host.takeSeen();
    await unexpected(
      clientOf(world, 'truncated', { retries: 2, timeout: 10_000 }).getChallenge(),
      'CONNECTION',
    );
    equal((await world.host.takeSeen()).length, 3);
  },
});
