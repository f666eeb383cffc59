import { createClient } from '@p2core/client';
import { answering, challenge, json } from './answering.js';
import { equal, ok, unexpected } from './assert.js';
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

/** What goes over the wire. */
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

  async 'carry a PEM as such'() {
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

  async 'carry the token only where the operation needs one'() {
    const { client, requests } = answering([json(200, challenge)], { token: 'a-token' });
    await client.getChallenge();
    await client.getEvents().catch(() => {});
    equal(
      requests.map(({ headers }) => headers.get('authorization')),
      [null, 'Bearer a-token'],
    );
  },

  async 'are not made of what cannot be written in a URL'() {
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

  async 'cannot be made with a base URL that is none'() {
    for (const baseUrl of ['', 'home.example.com', '/relative', 'ftp://home.example.com']) {
      throwsTypeError({ baseUrl }, /URL/);
    }
    throwsTypeError({ baseUrl: 'https://a:b@home.example.com' }, /^(?!.*a:b)/);
    throwsTypeError({ baseUrl: 'https://home.example.com?a=b' }, /query/);
  },

  async 'cannot be made with a token that a header field cannot carry'() {
    for (const token of ['', 'two words', 'line\nfeed', 'ünïcode', 'a=b']) {
      throwsTypeError(
        { baseUrl: 'https://home.example.com', token },
        /^(?!.*(two|line|code|a=b)).*RFC 6750/,
      );
    }
  },
});
