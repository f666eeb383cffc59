import { createClient } from '@p2core/client';
import { answering, challenge, failing, json } from './answering.js';
import { equal, having, ok, unexpected } from './assert.js';
import { cases } from './world.js';

/** A server that never answers and ignores the signal. */
const silent = () => new Promise<Response>(() => {});

/** Cases of time-outs and signals. */
export const deadlineCases = cases('deadlines', {
  async 'a call ends with the time-out of the client'() {
    const { client } = answering([silent], { timeout: 60 });
    await unexpected(client.getChallenge(), 'TIMEOUT', /^GET .*\/challenge: no answer: .* 60 ms/);
  },

  async 'a call has a time-out of its own'() {
    const { client } = answering([silent]);
    await unexpected(client.getChallenge({}, { timeout: 20 }), 'TIMEOUT', /20 ms/);
  },

  async 'a time-out may be longer than a timer can wait'() {
    for (const timeout of [Number.POSITIVE_INFINITY, 2 ** 40]) {
      const { client } = answering(
        [() => new Promise((resolve) => setTimeout(() => resolve(json(200, challenge)), 30))],
        { timeout },
      );
      having(await client.getChallenge(), 200);
    }
  },

  async 'a repetition waits no longer than a timer can'() {
    const busy = failing(503, 'P2CORE_UNAVAILABLE', { 'Retry-After': '31536000' });
    const { client, requests } = answering([busy], { timeout: Number.POSITIVE_INFINITY });
    having(await client.getChallenge(), 503);
    equal(requests.length, 1);
  },

  async 'a token that arrives after the call has ended is not sent'() {
    let give: (token: string) => void = () => {};
    const token = () =>
      new Promise<string>((resolve) => {
        give = resolve;
      });
    const sent: unknown[] = [];
    const client = createClient({
      baseUrl: 'https://home.example.com',
      token,
      timeout: 20,
      fetch: async (input) => {
        sent.push(input);
        return new Response(null, { status: 204 });
      },
    });
    await unexpected(client.deleteSession({ session_id: 'phone' }), 'TIMEOUT');
    give('a-token');
    await new Promise((resolve) => setTimeout(resolve, 20));
    equal(sent, []);
  },

  async 'the signal of a call ends it'() {
    const controller = new AbortController();
    const { client } = answering([silent]);
    const call = client.getChallenge({}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('the user left')), 20);
    const error = await unexpected(call, 'ABORTED', /the caller ended the call/);
    equal((error.cause as Error).message, 'the user left');
  },

  async 'a signal that is aborted already sends nothing'() {
    const { client, requests } = answering([json(200, challenge)]);
    await unexpected(client.getChallenge({}, { signal: AbortSignal.abort() }), 'ABORTED');
    equal(requests.length, 0);
  },

  async 'a signal ends the wait before a repetition'() {
    const controller = new AbortController();
    const busy = failing(503, 'P2CORE_UNAVAILABLE', { 'Retry-After': '25' });
    const { client, requests } = answering([busy]);
    setTimeout(() => controller.abort(), 50);
    const start = performance.now();
    await unexpected(client.getChallenge({}, { signal: controller.signal }), 'ABORTED');
    ok(performance.now() - start < 20_000, 'before the repetition');
    equal(requests.length, 1);
  },

  async 'the signal given to fetch is aborted when the call ends early'() {
    let signal: AbortSignal | undefined;
    const { client } = answering(
      [
        (request) => {
          signal = request.signal;
          return silent();
        },
      ],
      { timeout: 20 },
    );
    await unexpected(client.getChallenge(), 'TIMEOUT');
    ok(signal?.aborted, 'aborted');
  },

  async "a finished call leaves no listener on the caller's signal"() {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    const { client } = answering([json(200, challenge)]);
    await client.getChallenge({}, { signal });
    equal(listeners, 0);
  },
});
