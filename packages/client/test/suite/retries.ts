import type { Client } from '@p2core/client';
import { answering, challenge, failing, json, type Scripted, text } from './answering.js';
import { equal, having, ok, unexpected } from './assert.js';
import { cases } from './world.js';

const broken = new TypeError('fetch failed');
const busy = (retryAfter: string) =>
  failing(503, 'P2CORE_UNAVAILABLE', { 'Retry-After': retryAfter });
const limited = (retryAfter: string) =>
  failing(429, 'P2CORE_RATE_LIMITED', { 'Retry-After': retryAfter });
const right = json(200, challenge);

/** A body that breaks after its first octets. */
function truncated(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"chal'));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}

const callsOf: Record<string, (client: Client) => Promise<{ status: number }>> = {
  getChallenge: (client) => client.getChallenge(),
  getServerPublicKey: (client) => client.getServerPublicKey(),
  getServerIdCert: (client) => client.getServerIdCert(),
  getActorIdCerts: (client) => client.getActorIdCerts({ fid: 'a@b' }),
  updateSessionIdCert: (client) => client.updateSessionIdCert({ body: '' }),
  getEvents: (client) => client.getEvents(),
  getKeyPackages: (client) => client.getKeyPackages({ fid: 'a@b' }),
  rotateServerIdentityKey: (client) => client.rotateServerIdentityKey(),
  deleteSession: (client) => client.deleteSession({ session_id: 'a' }),
  rotateSessionIdCert: (client) => client.rotateSessionIdCert({ csr: '' }),
  uploadKeyMaterial: (client) => client.uploadKeyMaterial({ key_data: '' }),
  getKeyMaterial: (client) => client.getKeyMaterial(),
  deleteKeyMaterial: (client) => client.deleteKeyMaterial({ serial_numbers: ['3'] }),
  getKeyMaterialLimit: (client) => client.getKeyMaterialLimit(),
  addKeyPackages: (client) => client.addKeyPackages({ body: [] }),
  replaceLastResortKeyPackage: (client) => client.replaceLastResortKeyPackage({ body: '' }),
  createIdentity: (client) => client.createIdentity({ actor_name: 'a' }),
  trustSession: (client) => client.trustSession({ actor_name: 'a', csr: '' }),
  identify: (client) =>
    client.identify({ completed_challenge: { challenge: '', signature: '' }, id_cert: '' }),
  revokeSessionToken: (client) => client.revokeSessionToken(),
};

/** How often each operation is sent when the server always gives this answer. */
async function attempts(answer: Scripted): Promise<Record<string, number>> {
  const counted = Object.entries(callsOf).map(async ([operationId, call]) => {
    const { client, requests } = answering([answer], { token: 'token', retries: 1 });
    await call(client).catch(() => {});
    return [operationId, requests.length] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

const onlyWhatIsSafe = {
  getChallenge: 2,
  getServerPublicKey: 2,
  getServerIdCert: 2,
  getActorIdCerts: 2,
  updateSessionIdCert: 2,
  getEvents: 2,
  getKeyPackages: 1,
  rotateServerIdentityKey: 1,
  deleteSession: 1,
  rotateSessionIdCert: 2,
  uploadKeyMaterial: 1,
  getKeyMaterial: 2,
  deleteKeyMaterial: 1,
  getKeyMaterialLimit: 2,
  addKeyPackages: 1,
  replaceLastResortKeyPackage: 2,
  createIdentity: 1,
  trustSession: 1,
  identify: 1,
  revokeSessionToken: 1,
};
const everything = Object.fromEntries(Object.keys(callsOf).map((operationId) => [operationId, 2]));
const nothing = Object.fromEntries(Object.keys(callsOf).map((operationId) => [operationId, 1]));

/** The pauses of a call before its repetitions, in milliseconds. Its timers fire at once. */
async function pausesIn(call: () => Promise<unknown>): Promise<number[]> {
  const { setTimeout } = globalThis;
  const pauses: number[] = [];
  const hurry = (callback: () => void, delay = 0) => {
    if (delay >= timeout) return setTimeout(callback, delay);
    pauses.push(delay);
    return setTimeout(callback, 0);
  };
  globalThis.setTimeout = hurry as typeof setTimeout;
  try {
    await call();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
  return pauses;
}

/** A time-out longer than any pause, to tell them apart. */
const timeout = 60_000;

/** Cases of repetitions: which requests, when, how often. */
export const retryCases = cases('retries', {
  async 'after a broken connection, only what is safe to repeat'() {
    equal(await attempts(broken), onlyWhatIsSafe);
  },

  async 'after a truncated body, only what is safe to repeat'() {
    equal(await attempts(() => truncated()), onlyWhatIsSafe);
  },

  async 'after 503, only what is safe to repeat'() {
    equal(await attempts(busy('0')), onlyWhatIsSafe);
  },

  async "after a gateway's 504, only what is safe to repeat"() {
    equal(await attempts(text('text/html', '<h1>Gateway Timeout</h1>', 504)), onlyWhatIsSafe);
  },

  async 'nothing after any other undeclared status'() {
    for (const status of [501, 505, 511]) {
      equal(await attempts(text('text/html', '<h1>No</h1>', status)), nothing);
    }
  },

  async 'after 429 every operation, for the server did not act'() {
    equal(await attempts(limited('0')), everything);
  },

  async 'nothing after 500, 404, or an answer that cannot be read'() {
    for (const answer of [
      failing(500, 'P2CORE_INTERNAL'),
      failing(404, 'P2CORE_ACTOR_NOT_FOUND'),
      text('text/html', '<p>hello'),
      text('application/json', '{'),
    ]) {
      equal(await attempts(answer), nothing);
    }
  },

  async 'the call gives the answer of its last attempt'() {
    const { client, requests } = answering([broken, busy('0'), right]);
    having(await client.getChallenge(), 200);
    equal(requests.length, 3);
  },

  async 'twice by default, then the call gives the last answer'() {
    const { client, requests } = answering([busy('0')]);
    having(await client.getChallenge(), 503);
    equal(requests.length, 3);
  },

  async 'twice by default, then the last error is thrown'() {
    const { client, requests } = answering([broken]);
    const error = await unexpected(client.getChallenge(), 'CONNECTION', /fetch failed/);
    ok(error.cause === broken, 'with its cause');
    equal(requests.length, 3);
  },

  async 'as often as the client or the call says'() {
    const { client, requests } = answering([busy('0')], { retries: 0 });
    await client.getChallenge();
    await client.getChallenge({}, { retries: 1 });
    equal(requests.length, 3);
  },

  async 'with pauses that double, each shortened at random by up to half'() {
    const firsts: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { client } = answering([broken], { retries: 8, timeout });
      const pauses = await pausesIn(() => client.getChallenge().catch(() => {}));
      equal(pauses.length, 8);
      for (const [attempt, pause] of pauses.entries()) {
        const longest = Math.min(8000, 250 * 2 ** attempt);
        ok(pause > longest / 2 && pause <= longest, `${attempt}: ${pause}`);
      }
      firsts.push(pauses[0] as number);
    }
    ok(new Set(firsts).size > 1, String(firsts));
  },

  async 'not before Retry-After has passed, given as seconds or as a date'() {
    for (const [retryAfter, seconds] of [
      ['1', 1],
      ['30', 30],
      [new Date(Date.now() + 21_000).toUTCString(), 20],
    ] as const) {
      const { client } = answering([busy(retryAfter), right], { timeout });
      const [pause = 0] = await pausesIn(async () => having(await client.getChallenge(), 200));
      const leeway = 2000;
      ok(pause > seconds * 1000 && pause < seconds * 1000 + leeway, `${retryAfter}: ${pause}`);
    }
  },

  async 'with the usual pause where Retry-After is past or malformed'() {
    for (const retryAfter of ['0', new Date(0).toUTCString(), 'whenever', '-5', '']) {
      const { client } = answering([busy(retryAfter), right], { timeout });
      const [pause = 0] = await pausesIn(async () => having(await client.getChallenge(), 200));
      ok(pause > 0 && pause <= 250, `${retryAfter}: ${pause}`);
    }
  },

  async 'not at all where Retry-After is longer than the time-out'() {
    for (const retryAfter of [
      '31536000',
      '99999999999999999999',
      'Fri, 31 Dec 9999 23:59:59 GMT',
    ]) {
      const { client, requests } = answering([limited(retryAfter), right], { timeout });
      equal(await pausesIn(async () => having(await client.getChallenge(), 429)), []);
      equal(requests.length, 1);
    }
  },
});
