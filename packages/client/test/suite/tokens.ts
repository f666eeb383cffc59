import { answering, failing } from './answering.js';
import { equal, having, ok, unexpected } from './assert.js';
import { cases } from './world.js';

const refused = () => failing(401, 'P2CORE_UNAUTHORIZED', { 'WWW-Authenticate': 'Bearer' });
const nothing = () => new Response(null, { status: 409 });

/** All texts of an error that a log could print. */
function allThatItSays(value: unknown): string {
  if (value instanceof Request) return allThatItSays(Object.fromEntries(value.headers));
  if (typeof value !== 'object' || value === null) return String(value);
  const names = Object.getOwnPropertyNames(value);
  return names.map((name) => allThatItSays(value[name as keyof object])).join('\n');
}

/** Cases of the access token: its source, and that it stays secret. */
export const tokenCases = cases('token', {
  async 'a function is called for each call, and once more after a 401'() {
    const given: unknown[] = [];
    const token = async (old?: string) => {
      given.push(old ?? 'first');
      return `token-${given.length}`;
    };
    const { client, requests } = answering([refused(), nothing()], { token });
    having(await client.getEvents(), 409);
    having(await client.getEvents(), 409);
    equal(given, ['first', 'token-1', 'first']);
    equal(
      requests.map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-2', 'Bearer token-3'],
    );
  },

  async 'a repetition uses the token of the previous attempt'() {
    const given: unknown[] = [];
    const token = (old?: string) => {
      given.push(old ?? 'first');
      return `token-${given.length}`;
    };
    const busy = failing(503, 'P2CORE_UNAVAILABLE', { 'Retry-After': '0' });
    const { client, requests } = answering([refused(), busy, refused()], { token });
    having(await client.getEvents(), 401);
    equal(given, ['first', 'token-1']);
    equal(
      requests.map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-2', 'Bearer token-2'],
    );
  },

  async 'a function is not called a third time'() {
    let calls = 0;
    const { client, requests } = answering([refused()], { token: () => `token-${++calls}` });
    having(await client.getEvents(), 401);
    equal([calls, requests.length], [2, 2]);
  },

  async 'the refused token is not sent again'() {
    const { client, requests } = answering([refused()], { token: () => 'the-same' });
    having(await client.getEvents(), 401);
    equal(requests.length, 1);
  },

  async 'a fixed token is not sent again'() {
    const { client, requests } = answering([refused()], { token: 'fixed' });
    having(await client.getEvents(), 401);
    equal(requests.length, 1);
  },

  async 'after a 401 also an operation that is not safe to repeat is sent again'() {
    const script = [refused(), new Response(null, { status: 204 })];
    const { client } = answering(script, { token: (old) => (old ? 'new' : 'old') });
    having(await client.deleteSession({ session_id: 'phone' }), 204);
  },

  async 'an error names the failure of the token function, and nothing is sent'() {
    const failure = new Error('the keychain is locked');
    for (const token of [
      () => Promise.reject(failure),
      () => {
        throw failure;
      },
    ]) {
      const { client, requests } = answering([nothing()], { token });
      const error = await unexpected(
        client.getEvents(),
        'NOT_SENT',
        /GET .*events: no answer: .*keychain is locked/,
      );
      ok(error.cause === failure, "the function's error is the cause");
      equal(requests.length, 0);
    }
  },

  async 'the error for a malformed token does not contain it'() {
    for (const value of ['secret words', 'secret\r\nX-Injected: 1', undefined, 42]) {
      const { client, requests } = answering([nothing()], { token: () => value as string });
      const error = await unexpected(client.getEvents(), 'NOT_SENT', /RFC 6750/);
      ok(!allThatItSays(error).includes('secret'), allThatItSays(error));
      equal(requests.length, 0);
    }
  },

  async 'a function that never answers ends with the time-out'() {
    const { client } = answering([nothing()], { token: () => new Promise(() => {}), timeout: 50 });
    await unexpected(client.getEvents(), 'TIMEOUT');
  },

  async 'no error contains the token, even where the server or the runtime repeats it'() {
    const token = 'very-secret-token';
    const cause = new TypeError('failed', { cause: new Error(`Bearer ${token} was refused`) });
    for (const answer of [
      failing(500, token),
      new Response(token, { headers: { 'Content-Type': token } }),
      new Response(token, { status: 418 }),
      new Response(`"${token}`, { headers: { 'Content-Type': 'application/json' } }),
      new Error(`invalid header: ${token}`),
      Object.assign(new Error('parse error'), { data: `401 ${token}` }),
      cause,
      Object.assign(new Error('failed'), { request: { headers: { Authorization: token } } }),
      Object.assign(new Error('failed'), {
        request: new Request('https://a', { headers: { 'X-Token': token } }),
      }),
    ]) {
      const { client } = answering([answer], { token, retries: 0 });
      const error = await unexpected(client.getEvents(), [
        'UNDECLARED',
        'UNREADABLE',
        'CONNECTION',
      ]);
      ok(!allThatItSays(error).includes(token), allThatItSays(error));
    }
  },

  async 'against a hostile server that repeats it'({ hostileUrl }) {
    const { createClient } = await import('@p2core/client');
    for (const trick of [
      'echo-in-code',
      'echo-in-type',
      'echo-in-content',
      'echo-in-status',
      'echo-in-broken-header',
    ]) {
      const client = createClient({
        baseUrl: `${hostileUrl}/${trick}`,
        token: 'very-secret-token',
        retries: 0,
      });
      const error = await unexpected(client.getEvents(), [
        'UNDECLARED',
        'UNREADABLE',
        'CONNECTION',
      ]);
      ok(!allThatItSays(error).includes('very-secret-token'), allThatItSays(error));
    }
  },
});
