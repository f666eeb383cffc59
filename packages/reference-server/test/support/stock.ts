import { readActor } from '../../src/operator/actors.js';
import type { ReferenceServer } from '../../src/reference-server.js';

/** Adds octets, in Base64, to the stock of an actor's session as if they were KeyPackages: nothing checks them. */
export async function addStock(
  server: ReferenceServer,
  actor: string,
  options: { sessionId: string; lastResort: boolean; keyPackages: string[] },
): Promise<void> {
  await server.store.keyPackages.add({ fid: readActor(server, actor).fid, ...options });
}
