import { type Client, type ClientOptions, createClient } from '@p2core/client';
import { contractValidator } from '@p2core/client/validate';
import { equal, having, ok, unexpected } from './assert.js';
import { cases, type World } from './world.js';

const validate = contractValidator();
const now = () => Math.floor(Date.now() / 1000);

function clientOf({ baseUrl }: World, options: Partial<ClientOptions> = {}): Client {
  return createClient({ baseUrl, validate, ...options });
}

async function newSession(world: World) {
  const { fid } = await world.host.addActor();
  const session = await world.host.addSession(fid);
  return { ...session, client: clientOf(world, { token: session.token }) };
}

/** Cases of the nine operations against the reference server; each answer is validated by the contract. */
export const operationCases = cases('reference server', {
  async 'getChallenge gives a challenge and when it expires'(world) {
    const { body } = having(await clientOf(world).getChallenge(), 200);
    ok(/^[A-Za-z0-9]{32,256}$/.test(body.challenge), body.challenge);
    ok(Number.isInteger(body.expires) && body.expires > now(), String(body.expires));
  },

  async 'getServerIdCert gives the PEM exactly as openssl writes it'(world) {
    const { body } = having(await clientOf(world).getServerIdCert(), 200);
    equal(body, await world.host.openssl(['x509'], body));
  },

  async 'getServerPublicKey gives the key of that certificate'(world) {
    const { body: pem } = having(await clientOf(world).getServerIdCert(), 200);
    const { body } = having(await clientOf(world).getServerPublicKey(), 200);
    equal(body, await world.host.openssl(['x509', '-noout', '-pubkey'], pem));
  },

  async 'a timestamp may be a number or a string'(world) {
    const client = clientOf(world);
    const time = now() + 60;
    const { body } = having(await client.getServerIdCert({ timestamp: time }), 200);
    equal(having(await client.getServerIdCert({ timestamp: String(time) }), 200).body, body);
  },

  async 'asking for a time before the first certificate is 404 P2CORE_NO_CERT_AT_TIME'(world) {
    const answer = having(await clientOf(world).getServerIdCert({ timestamp: 1 }), 404);
    equal(answer.error, 'P2CORE_NO_CERT_AT_TIME');
  },

  async 'a wrong timestamp is 400 with each fault in details'(world) {
    const answer = having(await clientOf(world).getServerIdCert({ timestamp: 'noon' }), 400);
    equal(answer.error, 'P2CORE_BAD_REQUEST');
    equal(answer.details?.[0]?.path, '/query/timestamp');
  },

  async "getActorIdCerts gives an actor's certificates with their flags"(world) {
    const { fid, session_id, id_cert } = await newSession(world);
    const { body } = having(await clientOf(world).getActorIdCerts({ fid, session_id }), 200);
    equal(body, { idcerts: [id_cert], invalidated: [false], invalidated_at: [null] });
  },

  async 'asking for an actor of another domain is 404 P2CORE_ACTOR_NOT_FOUND'(world) {
    const answer = await clientOf(world).getActorIdCerts({ fid: 'alice@elsewhere.example' });
    equal(having(answer, 404).error, 'P2CORE_ACTOR_NOT_FOUND');
  },

  async "updateSessionIdCert accepts the session's own PEM, and refuses another session's"(world) {
    const alice = await newSession(world);
    const bob = await newSession(world);
    having(await alice.client.updateSessionIdCert({ body: alice.id_cert }), 201);
    const answer = having(await alice.client.updateSessionIdCert({ body: bob.id_cert }), 403);
    equal(answer.error, 'P2CORE_ID_CERT_MISMATCH');
  },

  async 'deleteSession ends the session and its token'(world) {
    const { session_id, client } = await newSession(world);
    having(await client.deleteSession({ session_id: 'no such session' }), 404);
    having(await client.deleteSession({ session_id }), 204);
    equal(having(await client.deleteSession({ session_id }), 401).error, 'P2CORE_UNAUTHORIZED');
  },

  async 'getKeyPackages gives each KeyPackage once'(world) {
    const { fid, session_id, client } = await newSession(world);
    await world.host.addKeyPackages(fid, session_id, ['AAAA', 'AAEC']);
    equal(having(await client.getKeyPackages({ fid }), 200).body, ['AAAA']);
    equal(having(await client.getKeyPackages({ fid }), 200).body, ['AAEC']);
    equal(having(await client.getKeyPackages({ fid }), 200).body, []);
  },

  async 'getEvents gives events, and then the empty 409'(world) {
    const { fid, session_id, client } = await newSession(world);
    await world.host.addEvent(fid, session_id, '8');
    const { body } = having(await client.getEvents(), 200);
    equal(body, [{ n: 'core', op: '8', d: {}, s: body[0]?.s }]);
    having(await client.getEvents(), 409);
  },

  async "rotateServerIdentityKey needs an administrator's token"(world) {
    const { client } = await newSession(world);
    equal(having(await client.rotateServerIdentityKey(), 403).error, 'P2CORE_NOT_ADMINISTRATOR');
    const administrator = clientOf(world, { token: world.adminToken });
    const { body } = having(await administrator.rotateServerIdentityKey(), 200);
    equal(body, await world.host.openssl(['x509'], body));
  },

  async 'a call without its token is 401 P2CORE_UNAUTHORIZED'(world) {
    equal(having(await clientOf(world).getEvents(), 401).error, 'P2CORE_UNAUTHORIZED');
  },

  async 'the token function renews a token that the server refuses'(world) {
    const { token } = await newSession(world);
    const refusals: unknown[] = [];
    const client = clientOf(world, {
      token: (refused) => {
        refusals.push(refused);
        return refused ? token : 'stale-token-1234567';
      },
    });
    having(await client.getEvents(), 409);
    equal(refusals, [null, 'stale-token-1234567']);
  },

  async 'a request with a current ETag gets 304, or the cached answer'(world) {
    const client = clientOf(world);
    const first = having(await client.getServerIdCert({}, { cache: 'no-cache' }), 200);
    const etag = first.headers.get('etag') ?? '';
    const again = await client.getServerIdCert({}, { ifNoneMatch: etag });
    if (world.runtime === 'node') having(again, 304);
    else ok(again.status === 304 || again.headers.get('etag') === etag, String(again.status));
    having(await client.getServerIdCert({}, { ifNoneMatch: '"another"' }), 200);
  },

  'filters sent as content get the same answers': {
    only: 'node',
    async run(world) {
      const { fid, session_id, id_cert } = await newSession(world);
      const client = clientOf(world, { filters: 'body' });
      const { body } = having(
        await client.getActorIdCerts({ fid, session_id, timestamp: now() }),
        200,
      );
      equal(body.idcerts, [id_cert]);
      equal(
        having(await client.getServerIdCert({ timestamp: 1 }), 404).error,
        'P2CORE_NO_CERT_AT_TIME',
      );
      having(await client.getActorIdCerts({ fid }), 200);
    },
  },

  'in a browser createClient refuses filters as content': {
    only: 'browser',
    async run(world) {
      try {
        clientOf(world, { filters: 'body' });
      } catch (error) {
        ok(error instanceof TypeError && /only in Node/.test(error.message), String(error));
        return;
      }
      throw new Error('nothing was thrown');
    },
  },

  async 'an unreachable server is the error CONNECTION'(_world) {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', retries: 0 });
    const error = await unexpected(
      client.getChallenge(),
      'CONNECTION',
      /^GET http:\/\/127.0.0.1:1\//,
    );
    equal([error.method, error.status], ['GET', undefined]);
    ok(error.cause instanceof Error, 'the error has a cause');
  },
});
