import { type Answer, createClient, UnexpectedAnswerError } from '@p2core/client';
import { followActor, HomeServerError } from '@p2core/client/identity';
import { answering, json } from './answering.js';
import { equal, ok, rejection } from './assert.js';
import { from, homeName, makeIdCert, makeServerIdCert, newKeys, rdn } from './make-certificates.js';
import { cases } from './world.js';

const fid = 'alice@home.example.com';
const hour = 3_600_000;
const server = await makeServerIdCert();
const phone = await makeIdCert();
const named = (sessionId: string) => [
  rdn('cn', 'alice'),
  ...homeName,
  rdn('uid', fid),
  rdn('sid', sessionId),
];
const laptop = await makeIdCert({ subject: named('laptop'), serialNumber: '5678' });

type Look = {
  idcerts: string[];
  invalidated: boolean[];
  etag?: string;
  cacheControl?: string;
  age?: string;
};

/** A home server that answers as the case says, and records its requests. */
function homeServer(look: Look) {
  const state = {
    look,
    home: server as string | undefined,
    asked: [] as string[],
    failure: undefined as Error | undefined,
    status: 200 as 200 | 404,
    serverStatus: 200 as 200 | 400,
  };
  const headersOf = (etag: string) => ({
    ETag: etag,
    'Cache-Control': state.look.cacheControl ?? 'public, max-age=3600',
    ...(state.look.age && { Age: state.look.age }),
  });
  const client = createClient({
    baseUrl: 'https://home.example.com',
    retries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, { headers: init?.headers ?? {} });
      const ifNoneMatch = request.headers.get('if-none-match');
      const [what, query] = request.url.replace(/.*\/core\/v1/, '').split('?');
      state.asked.push(
        `${decodeURIComponent(what as string)}${query ? `?${query}` : ''}${ifNoneMatch ? ` ${ifNoneMatch}` : ''}`,
      );
      if (state.failure) throw state.failure;
      if (what?.startsWith('/idcert/server')) {
        if (state.serverStatus === 400) {
          return json(400, { errcode: 400, error: 'P2CORE_BAD_REQUEST' });
        }
        if (!state.home) return json(404, { errcode: 404, error: 'P2CORE_NO_CERT_AT_TIME' });
        return json(200, state.home, headersOf('"server"'));
      }
      if (state.status === 404) return json(404, { errcode: 404, error: 'P2CORE_ACTOR_NOT_FOUND' });
      const { idcerts, invalidated, etag = '"1"' } = state.look;
      if (ifNoneMatch === etag)
        return new Response(null, { status: 304, headers: headersOf(etag) });
      return json(200, { idcerts, invalidated }, headersOf(etag));
    },
  });
  return { state, actor: followActor(fid, { clientFor: () => client }) };
}

/** Runs a function with a clock that it can move on. */
async function withClock(
  run: (moveOn: (milliseconds: number) => void) => Promise<void>,
): Promise<void> {
  const { now } = Date;
  let offset = 0;
  Date.now = () => now() + offset;
  try {
    await run((milliseconds) => {
      offset += milliseconds;
    });
  } finally {
    Date.now = now;
  }
}

const list = `/idcert/actor/${fid}`;
const certificate = `/idcert/server?timestamp=${from}`;

/** Cases of following one actor, whose certificates are kept for as long as the protocol recommends. */
export const followingCases = cases('following', {
  async 'idCerts gives verified certificates, each with its flag'() {
    const { actor } = homeServer({ idcerts: [phone, laptop], invalidated: [false, true] });
    const { idCerts, refused } = await actor.idCerts();
    equal(
      idCerts.map(({ sessionId, invalidated, pem }) => [sessionId, invalidated, pem]),
      [
        ['phone', false, phone],
        ['laptop', true, laptop],
      ],
    );
    equal(refused, []);
  },

  async "the client asks for the home server's certificate at the time when the validity began"() {
    const { actor, state } = homeServer({ idcerts: [phone, laptop], invalidated: [false, false] });
    await actor.idCerts();
    equal(state.asked, [list, certificate]);
  },

  async 'within the hour there is one request, also for simultaneous calls'() {
    await withClock(async (moveOn) => {
      const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
      await Promise.all([actor.idCerts(), actor.idCerts()]);
      moveOn(hour - 10_000);
      await actor.idCerts();
      equal(state.asked, [list, certificate]);
    });
  },

  async 'after the hour the request carries the ETag'() {
    await withClock(async (moveOn) => {
      const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
      await actor.idCerts();
      moveOn(hour + 1);
      equal((await actor.idCerts()).idCerts.length, 1);
      equal(state.asked, [list, certificate, `${list} "1"`]);
      moveOn(hour / 2);
      await actor.idCerts();
      equal(state.asked.length, 3);
    });
  },

  async 'the option cache is left out where fetch does not know it, as in older Workers'() {
    const { Request } = globalThis;
    const strict = class extends Request {
      constructor(input: RequestInfo | URL, init: RequestInit = {}) {
        if ('cache' in init) throw new TypeError('The cache field is not implemented.');
        super(input, init);
      }
    };
    globalThis.Request = strict as typeof Request;
    try {
      const { client } = answering([json(200, { idcerts: [], invalidated: [] })]);
      const actor = followActor(fid, { clientFor: () => client });
      equal(await actor.idCerts(), { idCerts: [], refused: [] });
    } finally {
      globalThis.Request = Request;
    }
  },

  async 'after the hour a changed answer replaces the kept one'() {
    await withClock(async (moveOn) => {
      const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
      await actor.idCerts();
      state.look = { idcerts: [phone], invalidated: [true], etag: '"2"' };
      equal((await actor.idCerts()).idCerts[0]?.invalidated, false);
      moveOn(hour + 1);
      equal((await actor.idCerts()).idCerts[0]?.invalidated, true);
    });
  },

  async 'an answer is kept for 1 to 12 hours, and not at all under no-store or no-cache'() {
    const kept: Array<[string, string | undefined, number]> = [
      ['public, max-age=1', undefined, 1],
      ['public, max-age=0', undefined, 1],
      ['public', undefined, 1],
      ['max-age=nonsense', undefined, 1],
      ['public, max-age=7200', undefined, 2],
      ['public, max-age=10800', '3600', 2],
      ['public, max-age=31536000', undefined, 12],
      ['no-cache', undefined, 0],
      ['no-store', undefined, 0],
    ];
    for (const [cacheControl, age, hours] of kept) {
      await withClock(async (moveOn) => {
        const look = { idcerts: [], invalidated: [], cacheControl, ...(age && { age }) };
        const { actor, state } = homeServer(look);
        await actor.idCerts();
        moveOn(Math.max(0, hours * hour - 10_000));
        await actor.idCerts();
        equal([cacheControl, state.asked.length], [cacheControl, hours === 0 ? 2 : 1]);
        moveOn(20_000);
        await actor.idCerts();
        equal([cacheControl, state.asked.length], [cacheControl, hours === 0 ? 3 : 2]);
      });
    }
  },

  async 'after no-store the next request has no ETag'() {
    const { actor, state } = homeServer({ idcerts: [], invalidated: [], cacheControl: 'no-store' });
    await actor.idCerts();
    await actor.idCerts();
    equal(state.asked, [list, list]);
  },

  async 'after forget the next call asks again'() {
    const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
    await actor.idCerts();
    actor.forget();
    await actor.idCerts();
    equal(state.asked, [list, certificate, list, certificate]);
  },

  async 'answers for a time are asked for and kept apart from those for now'() {
    const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
    equal((await actor.idCerts(from)).idCerts.length, 1);
    equal((await actor.idCerts(from)).idCerts.length, 1);
    equal((await actor.idCerts(from - 1)).idCerts.length, 0);
    equal(state.asked, [`${list}?timestamp=${from}`, certificate, `${list}?timestamp=${from - 1}`]);
  },

  async 'a kept certificate that has expired is not given'() {
    const time = Math.floor(Date.now() / 1000);
    const short = await makeIdCert({ notAfter: time + 1800 });
    await withClock(async (moveOn) => {
      const { actor } = homeServer({ idcerts: [short], invalidated: [false] });
      equal((await actor.idCerts()).idCerts.length, 1);
      moveOn(hour / 2 + 2000);
      equal((await actor.idCerts()).idCerts.length, 0);
    });
  },

  async 'an untrusted certificate is refused alone, with the rule that it breaks'() {
    const forged = await makeIdCert({
      signer: await newKeys(),
      subject: named('forged'),
      serialNumber: '99',
    });
    const bob = await makeIdCert({
      subject: [rdn('cn', 'bob'), ...homeName, rdn('uid', 'bob@home.example.com'), rdn('sid', 'b')],
      serialNumber: '98',
    });
    const idcerts = [phone, forged, bob, laptop.slice(0, 300)];
    const { actor } = homeServer({
      idcerts: [phone, forged, bob],
      invalidated: [false, false, false],
    });
    const { idCerts, refused } = await actor.idCerts();
    equal(
      idCerts.map(({ sessionId }) => sessionId),
      ['phone'],
    );
    equal(
      refused.map(({ pem }) => idcerts.indexOf(pem)),
      [1, 2],
    );
    ok(/signature/.test(refused[0]?.error.message ?? ''), String(refused[0]?.error));
    ok(/UID must be alice/.test(refused[1]?.error.message ?? ''), String(refused[1]?.error));
  },

  async 'two valid certificates of one session are both refused, unless one was invalidated'() {
    const again = await makeIdCert({ serialNumber: '77' });
    const both = homeServer({ idcerts: [phone, again], invalidated: [false, false] });
    const { idCerts, refused } = await both.actor.idCerts();
    equal(
      [idCerts.length, refused.map(({ error }) => error.reason)],
      [0, ['untrusted', 'untrusted']],
    );
    const one = homeServer({ idcerts: [phone, again], invalidated: [true, false] });
    equal((await one.actor.idCerts()).refused, []);
  },

  async 'two certificates with one serial number are both refused'() {
    const twin = await makeIdCert({ subject: named('twin') });
    const { actor } = homeServer({ idcerts: [phone, twin], invalidated: [false, false] });
    const { idCerts, refused } = await actor.idCerts();
    equal([idCerts.length, refused.length], [0, 2]);
    ok(/serial number/.test(refused[0]?.error.message ?? ''), String(refused[0]?.error));
  },

  async "a home server's refusal to give a root makes only that certificate untrusted (R20)"() {
    const { actor, state } = homeServer({ idcerts: [phone, laptop], invalidated: [false, false] });
    state.serverStatus = 400;
    const { idCerts, refused } = await actor.idCerts();
    equal(
      [idCerts.length, refused.map(({ error }) => error.reason)],
      [0, ['untrusted', 'untrusted']],
    );
  },

  async 'a domain that no URL can hold is an error of the documented kinds'() {
    for (const domain of ['home.123', 'xn--a']) {
      const error = await rejection(followActor(`alice@${domain}`).idCerts());
      // Some runtimes accept the second as a host name, and then do not find the host.
      const isTold = error instanceof HomeServerError || error instanceof UnexpectedAnswerError;
      ok(isTold, String(error));
    }
  },

  async 'a certificate is refused where its home server had none when its validity began'() {
    const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
    state.home = undefined;
    const { refused } = await actor.idCerts();
    ok(
      /must have had a certificate/.test(refused[0]?.error.message ?? ''),
      String(refused[0]?.error),
    );
  },

  async 'lists of different lengths are an error'() {
    const { actor } = homeServer({ idcerts: [phone], invalidated: [] });
    const error = await rejection(actor.idCerts());
    ok(error instanceof HomeServerError && /R7/.test(error.message), String(error));
  },

  async 'an unknown actor is an error with the code'() {
    const { actor, state } = homeServer({ idcerts: [], invalidated: [] });
    state.status = 404;
    const error = await rejection(actor.idCerts());
    ok(error instanceof HomeServerError && error.error === 'P2CORE_ACTOR_NOT_FOUND', String(error));
    equal(
      [error.domain, error.message],
      ['home.example.com', 'home.example.com: 404 P2CORE_ACTOR_NOT_FOUND'],
    );
  },

  async 'an error is not kept'() {
    const { actor, state } = homeServer({ idcerts: [phone], invalidated: [false] });
    state.failure = new TypeError('offline');
    await rejection(actor.idCerts());
    state.failure = undefined;
    equal((await actor.idCerts()).idCerts.length, 1);
  },

  async "by default the client asks https:// at the actor's domain"() {
    const domains: string[] = [];
    const { actor } = homeServer({ idcerts: [], invalidated: [] });
    equal(actor.fid, fid);
    followActor('Bob@Elsewhere.example', {
      clientFor: (domain) => {
        domains.push(domain);
        return createClient({ baseUrl: `https://${domain}` });
      },
    });
    equal(domains, ['elsewhere.example']);
  },

  async 'following the reference server shows a renewal'({ baseUrl, host }) {
    const { fid: followed } = await host.addActor();
    const first = await host.addSession(followed);
    const actor = followActor(followed, { clientFor: () => createClient({ baseUrl }) });
    const sessions = async () =>
      (await actor.idCerts()).idCerts.map(({ sessionId, invalidated }) => [sessionId, invalidated]);
    equal(await sessions(), [[first.session_id, false]]);
    const client = createClient({ baseUrl, token: first.token });
    const ended: Answer<'deleteSession'> = await client.deleteSession({
      session_id: first.session_id,
    });
    equal(ended.status, 204);
    actor.forget();
    equal(await sessions(), [[first.session_id, true]]);
  },
});
