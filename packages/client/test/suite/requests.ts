import { createClient } from '@p2core/client';
import { answering, challenge, json } from './answering.js';
import { equal, having, ok, unexpected } from './assert.js';
import { cases } from './world.js';

function throwsTypeError(options: Parameters<typeof createClient>[0], words: RegExp): void {
  try {
    createClient(options);
  } catch (error) {
    ok(error instanceof TypeError && words.test(error.message), String(error));
    return;
  }
  throw new Error('nothing was thrown');
}

/** Cases of the requests that the client sends. */
export const requestCases = cases('requests', {
  async 'go to the path of the operation, below the path of the base URL'() {
    const { client, requests } = answering([json(200, challenge)], {
      baseUrl: 'https://home.example.com:8443/polyproto/',
    });
    await client.getChallenge();
    equal(requests[0]?.url, 'https://home.example.com:8443/polyproto/.p2/core/v1/challenge');
  },

  async 'carry filters in the query, a timestamp as a decimal string (R2)'() {
    const { client, requests } = answering([json(200, { idcerts: [], invalidated: [] })]);
    await client.getActorIdCerts({
      fid: 'alice@b.c',
      timestamp: 1620000000,
      session_id: 'a b&c=d#?/',
    });
    equal(
      requests[0]?.url,
      'https://home.example.com/.p2/core/v1/idcert/actor/alice%40b.c?timestamp=1620000000&session_id=a%20b%26c%3Dd%23%3F%2F',
    );
  },

  async 'accept every media type that the operation answers with'() {
    const { client, requests } = answering([json(200, challenge)]);
    await client.getChallenge();
    await client.getServerIdCert().catch(() => {});
    equal(
      requests.map(({ headers }) => headers.get('accept')),
      ['application/json', 'application/json, application/x-pem-file, text/plain'],
    );
  },

  async 'carry a PEM as application/x-pem-file'() {
    const { client, requests } = answering([new Response(null, { status: 201 })]);
    await client.updateSessionIdCert({ body: '-----BEGIN' });
    const [update] = requests as [Request];
    equal(
      [update.method, update.headers.get('content-type'), await update.text()],
      ['PUT', 'application/x-pem-file', '-----BEGIN'],
    );
  },

  async 'name the session to end in the query (R3)'() {
    const { client, requests } = answering([new Response(null, { status: 204 })]);
    await client.deleteSession({ session_id: 'a&b=c' });
    const [end] = requests as [Request];
    equal(
      [end.method, end.url, end.headers.get('content-type'), await end.text()],
      ['DELETE', 'https://home.example.com/.p2/core/v1/session?session_id=a%26b%3Dc', null, ''],
    );
  },

  'name the session to end in the content where asked (R3)': {
    only: 'node',
    async run() {
      const { client, requests } = answering([new Response(null, { status: 204 })], {
        filters: 'body',
      });
      await client.deleteSession({ session_id: 'phone' });
      const [end] = requests as [Request];
      equal(
        [end.method, end.url, end.headers.get('content-type'), await end.text()],
        [
          'DELETE',
          'https://home.example.com/.p2/core/v1/session',
          'application/json',
          '{"session_id":"phone"}',
        ],
      );
    },
  },

  async 'repeat the query parameter for each item of a list, and omit it without items'() {
    const { client, requests } = answering([json(200, [])], { token: 'a-token' });
    await client.getKeyMaterial({ serial_numbers: ['3', '6'] });
    await client.getKeyMaterial();
    const url = 'https://home.example.com/.p2/core/v1/session/keymaterial';
    equal(
      requests.map((request) => request.url),
      [`${url}?serial_numbers=3&serial_numbers=6`, url],
    );
  },

  'carry a list as content where asked, whole or as a member (R32)': {
    only: 'node',
    async run() {
      const { client, requests } = answering([json(200, []), new Response(null, { status: 204 })], {
        filters: 'body',
        token: 'a-token',
      });
      await client.getKeyMaterial({ serial_numbers: ['3'] }).catch(() => {});
      await client.deleteKeyMaterial({ serial_numbers: ['3', '6'] }).catch(() => {});
      equal(await requests.at(-1)?.text(), '["3","6"]');
    },
  },

  async 'carry JSON: an object with its declared members only, a list, a string'() {
    const made = { fid: 'alice@home.example.com' };
    const { client, requests } = answering([json(201, made), new Response(null, { status: 201 })], {
      token: 'a-token',
    });
    const given = { actor_name: 'alice', auth_payload: { password: 'x', tries: 1 }, secret: 'no' };
    equal(having(await client.createIdentity(given), 201).body, made);
    having(await client.addKeyPackages({ body: ['AAAA'] }), 201);
    await client.replaceLastResortKeyPackage({ body: 'AAAA' }).catch(() => {});
    equal(await Promise.all(requests.map((request) => request.text())), [
      '{"actor_name":"alice","auth_payload":{"password":"x","tries":1}}',
      '["AAAA"]',
      '"AAAA"',
    ]);
    equal(
      requests.map(({ method, headers }) => [method, headers.get('content-type')]),
      ['POST', 'POST', 'PUT'].map((method) => [method, 'application/json']),
    );
  },

  async 'carry the second factor where the operation may ask for it, percent-encoded (R41)'() {
    const { client, requests } = answering([new Response(null, { status: 204 })], {
      token: 'a-token',
    });
    const options = { sensitiveSolution: 'schön & gut' };
    await client.deleteSession({ session_id: 'phone' }, options);
    await client.revokeSessionToken({}, options);
    equal(
      requests.map(({ headers }) => headers.get('x-p2-sensitive-solution')),
      ['sch%C3%B6n%20%26%20gut', null],
    );
  },

  async 'ask for the limit of key material by OPTIONS (R33)'() {
    const { client, requests } = answering([
      new Response(null, { status: 200, headers: { 'X-Max-Payload-Size': '10240' } }),
    ]);
    const answer = having(await client.getKeyMaterialLimit(), 200);
    equal([requests[0]?.method, answer.headers.get('x-max-payload-size')], ['OPTIONS', '10240']);
  },

  async 'carry the token only where the operation needs one'() {
    const { client, requests } = answering([json(200, challenge)], { token: 'a-token' });
    await client.getChallenge();
    await client.getEvents().catch(() => {});
    equal(
      requests.map(({ headers }) => headers.get('authorization')),
      [null, 'Bearer a-token'],
    );
  },

  async 'are not sent where a value cannot be written in a URL'() {
    const { client, requests } = answering([json(200, challenge)]);
    await unexpected(
      client.getActorIdCerts({ fid: '\uD800@home' }),
      'NOT_SENT',
      /^GET .*no answer: URI/,
    );
    equal(requests.length, 0);
  },

  async 'never follow redirects, and carry no cookies'() {
    const { client, requests } = answering([json(200, challenge)]);
    await client.getChallenge();
    equal([requests[0]?.redirect, requests[0]?.credentials], ['manual', 'omit']);
  },

  async 'have the option cache only where the caller sets it, for older Workers do not know it'() {
    const given: RequestInit[] = [];
    const client = createClient({
      baseUrl: 'https://home.example.com',
      retries: 0,
      fetch: async (_input, init = {}) => {
        given.push(init);
        return json(200, { idcerts: [], invalidated: [] });
      },
    });
    const fid = 'alice@home.example.com';
    await client.getActorIdCerts({ fid });
    await client.getActorIdCerts({ fid }, { ifNoneMatch: '"1"', cache: 'default' });
    await client.getActorIdCerts({ fid }, { ifNoneMatch: '"1"' });
    equal(
      given.map((init) => ('cache' in init ? init.cache : 'left out')),
      ['left out', 'left out', 'no-cache'],
    );
  },

  async 'work with a fetch without web streams, such as node-fetch'() {
    const client = createClient({
      baseUrl: 'https://home.example.com',
      fetch: async () => {
        const { status, headers } = json(200, challenge);
        const text = async () => JSON.stringify(challenge);
        return { status, headers, body: {}, text } as unknown as Response;
      },
    });
    equal(having(await client.getChallenge(), 200).body, challenge);
  },

  async 'need a base URL that is a URL'() {
    for (const baseUrl of ['', 'home.example.com', '/relative', 'ftp://home.example.com']) {
      throwsTypeError({ baseUrl }, /URL/);
    }
    throwsTypeError({ baseUrl: 'https://a:b@home.example.com' }, /^(?!.*a:b)/);
    throwsTypeError({ baseUrl: 'https://home.example.com?a=b' }, /query/);
  },

  async 'need a token that a header field can carry'() {
    for (const token of ['', 'two words', 'line\nfeed', 'ünïcode', 'a=b']) {
      throwsTypeError(
        { baseUrl: 'https://home.example.com', token },
        /^(?!.*(two|line|code|a=b)).*RFC 6750/,
      );
    }
  },
});
