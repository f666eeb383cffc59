import { X509Certificate } from 'node:crypto';
import { createIdCsr } from '@p2core/client/identity';
import { operations } from '@p2core/types';
import type { Scenario } from '../measure/compare.js';
import { type BenchRequest, load } from '../measure/load.js';
import {
  addSessions,
  adminToken,
  keyData,
  keyPackagesOf,
  stock,
  tellAll,
  type World,
} from './world.js';

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const sending = (token: string) => ({ ...bearer(token), 'Content-Type': 'application/json' });
const timestamp = () => Math.floor(Date.now() / 1000);

/** Calls every operation as a lawful client does, on the worlds of these names. */
export function serverScenarios(worlds: ReadonlyMap<string, World>): Record<string, Scenario> {
  const of = (id: keyof typeof operations, make: (world: World) => Asked): Scenario =>
    repeat((world) => plain(id, world, make(world)));

  /** Repeats the same request. */
  function repeat(make: (world: World) => BenchRequest): Scenario {
    return (variant, count) => Array(count).fill(make(world(variant)));
  }
  function world(variant: string): World {
    return worlds.get(variant) as World;
  }
  const byAlice = ({ alice }: World) => ({ headers: bearer(alice.token) });

  return {
    getChallenge: of('getChallenge', () => ({})),
    getServerIdCert: of('getServerIdCert', () => ({})),
    'getServerIdCert, at a time': of('getServerIdCert', () => ({
      query: `?timestamp=${timestamp()}`,
    })),
    getServerPublicKey: of('getServerPublicKey', () => ({})),
    getActorIdCerts: of('getActorIdCerts', () => ({})),
    'getActorIdCerts, a hundred': of('getActorIdCerts', ({ listeners: [listener] }) => ({
      fid: listener?.fid ?? '',
    })),
    updateSessionIdCert: of('updateSessionIdCert', ({ alice }) => ({
      headers: { ...bearer(alice.token), 'Content-Type': 'text/plain' },
      body: alice.id_cert ?? '',
      status: 201,
    })),
    async 'getEvents, none there'(variant, count) {
      await fetchEvents(world(variant));
      return Array(count).fill(
        plain('getEvents', world(variant), { ...byAlice(world(variant)), status: 409 }),
      );
    },
    async 'getEvents, one there'(variant) {
      await fetchEvents(world(variant));
      await tellAll(world(variant));
      return world(variant).listeners.map((listener) =>
        plain('getEvents', world(variant), { headers: bearer(listener.token) }),
      );
    },
    'getKeyPackages, the last resort': of('getKeyPackages', byAlice),
    async 'getKeyPackages, taking one'(variant) {
      await stock(world(variant), 100);
      return Array(100).fill(plain('getKeyPackages', world(variant), byAlice(world(variant))));
    },
    async 'addKeyPackages, ten'(variant) {
      const [session] = await addSessions(world(variant), 1);
      if (session === undefined) return [];
      const keyPackages = await keyPackagesOf(session, 200);
      const headers = sending(session.token);
      return Array.from({ length: 20 }, (_, index) => {
        const body = JSON.stringify(keyPackages.slice(10 * index, 10 * (index + 1)));
        return plain('addKeyPackages', world(variant), { headers, body, status: 201 });
      });
    },
    'replaceLastResortKeyPackage, the same again': of('replaceLastResortKeyPackage', ({ bob }) => ({
      headers: sending(bob.token),
      body: JSON.stringify(bob.lastResort),
      status: 204,
    })),
    'getKeyMaterial, one there': of('getKeyMaterial', ({ bob }) => ({
      headers: bearer(bob.token),
    })),
    getKeyMaterialLimit: of('getKeyMaterialLimit', () => ({})),
    async uploadKeyMaterial(variant) {
      const sessions = await addSessions(world(variant), 20);
      const body = JSON.stringify({ key_data: keyData });
      return sessions.map(({ token }) =>
        plain('uploadKeyMaterial', world(variant), { headers: sending(token), body, status: 201 }),
      );
    },
    async deleteKeyMaterial(variant) {
      const { operator } = world(variant);
      const sessions = await addSessions(world(variant), 20);
      for (const { fid, session_id: sessionId } of sessions) {
        await operator.store.keyMaterial.add({ fid, sessionId, keyData, most: sessions.length });
      }
      return sessions.map(({ token, id_cert: idCert }) => {
        const { serialNumber } = new X509Certificate(idCert ?? '');
        const body = JSON.stringify([BigInt(`0x${serialNumber}`).toString()]);
        const headers = sending(token);
        return plain('deleteKeyMaterial', world(variant), { headers, body, status: 204 });
      });
    },
    async rotateSessionIdCert(variant) {
      const requests: BenchRequest[] = [];
      for (let count = 0; count < 20; count++) {
        for (const { fid, session_id: sessionId, token } of await addSessions(world(variant), 1)) {
          const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
          const csr = await createIdCsr({ fid, sessionId, keys: keys as CryptoKeyPair });
          const headers = sending(token);
          const body = JSON.stringify({ csr });
          requests.push(
            plain('rotateSessionIdCert', world(variant), { headers, body, status: 201 }),
          );
        }
      }
      return requests;
    },
    async deleteSession(variant) {
      const sessions = await addSessions(world(variant), 50);
      return sessions.map(({ token, session_id }) => {
        const body = JSON.stringify({ session_id });
        const headers = sending(token);
        return plain('deleteSession', world(variant), { headers, body, status: 204 });
      });
    },
    async rotateServerIdentityKey(variant) {
      const headers = bearer(adminToken);
      return Array(5).fill(plain('rotateServerIdentityKey', world(variant), { headers }));
    },
  };
}

/** Empties all queues of events, which rotations and low stocks have filled. */
async function fetchEvents(world: World): Promise<void> {
  const requests = [world.alice, ...world.listeners].map(({ token }) =>
    plain('getEvents', world, { headers: bearer(token), status: undefined }),
  );
  await load(world.server.origin, requests);
}

/** The part that differs from one request of an operation to the next. */
type Asked = Omit<BenchRequest, 'method' | 'path'> & { query?: string; fid?: string };

function plain(
  id: keyof typeof operations,
  { alice }: World,
  { query = '', fid = alice.fid, ...more }: Asked,
): BenchRequest {
  const { method, path } = operations[id];
  return { method, path: path.replace('{fid}', fid) + query, ...more };
}
