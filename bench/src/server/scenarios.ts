import { addSession } from '@p2core/reference-server';
import { operations } from '@p2core/types';
import type { Scenario } from '../measure/compare.js';
import { type BenchRequest, load } from '../measure/load.js';
import { adminToken, keyPackagesOf, stock, tellAll, type World } from './world.js';

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const timestamp = () => Math.floor(Date.now() / 1000);

/** Every operation as a lawful client calls it, on the worlds of these names. */
export function serverScenarios(worlds: ReadonlyMap<string, World>): Record<string, Scenario> {
  const of = (
    id: keyof typeof operations,
    make: (world: World) => Omit<BenchRequest, 'method' | 'path'> & { query?: string },
  ): Scenario => repeat((world) => plain(id, world, make(world)));

  /** The same request over and over. */
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
      const { operator } = world(variant);
      const session = await addSession(operator, 'listener');
      const keyPackages = await keyPackagesOf(session, 200);
      const headers = { ...bearer(session.token), 'Content-Type': 'application/json' };
      return Array.from({ length: 20 }, (_, index) => {
        const body = JSON.stringify(keyPackages.slice(10 * index, 10 * (index + 1)));
        return plain('addKeyPackages', world(variant), { headers, body, status: 201 });
      });
    },
    'replaceLastResortKeyPackage, the same again': of('replaceLastResortKeyPackage', ({ bob }) => ({
      headers: { ...bearer(bob.token), 'Content-Type': 'application/json' },
      body: JSON.stringify(bob.lastResort),
      status: 204,
    })),
    'getKeyMaterial, one there': of('getKeyMaterial', ({ bob }) => ({
      headers: bearer(bob.token),
    })),
    getKeyMaterialLimit: of('getKeyMaterialLimit', () => ({})),
    async deleteSession(variant) {
      const requests: BenchRequest[] = [];
      for (let count = 0; count < 50; count++) {
        const { token, session_id } = await addSession(world(variant).operator, 'alice');
        const headers = { ...bearer(token), 'Content-Type': 'application/json' };
        const body = JSON.stringify({ session_id });
        requests.push(plain('deleteSession', world(variant), { headers, body, status: 204 }));
      }
      return requests;
    },
    async rotateServerIdentityKey(variant) {
      const headers = bearer(adminToken);
      return Array(5).fill(plain('rotateServerIdentityKey', world(variant), { headers }));
    },
  };
}

/** Empties all queues: rotations and low stocks have filled them. */
async function fetchEvents(world: World): Promise<void> {
  const requests = [world.alice, ...world.listeners].map(({ token }) =>
    plain('getEvents', world, { headers: bearer(token), status: undefined }),
  );
  await load(world.server.origin, requests);
}

function plain(
  id: keyof typeof operations,
  { alice }: World,
  { query = '', ...more }: Omit<BenchRequest, 'method' | 'path'> & { query?: string },
): BenchRequest {
  const { method, path } = operations[id];
  return { method, path: path.replace('{fid}', alice.fid) + query, ...more };
}
