import type { Handlers, Logger } from '@p2core/server';
import type { HomeServers } from '../federation/home-servers.js';
import type { Identities } from '../identities.js';
import type { ServerPrincipal } from '../principal.js';
import type { Store } from '../store/store.js';
import { deleteSession } from './delete-session.js';
import { getActorIdCerts } from './get-actor-id-certs.js';
import { getChallenge } from './get-challenge.js';
import { getEvents } from './get-events.js';
import { getKeyPackages } from './get-key-packages.js';
import { getServerIdCert } from './get-server-id-cert.js';
import { getServerPublicKey } from './get-server-public-key.js';
import { rotateServerIdentityKey } from './rotate-server-identity-key.js';
import { unavailableWithStore } from './unavailable-with-store.js';
import { updateSessionIdCert } from './update-session-id-cert.js';

type AnyHandler = (...args: unknown[]) => unknown;

/** The nine operations. */
export function createHandlers(
  store: Store,
  identities: Identities,
  homeServers: HomeServers,
  logger: Logger,
): Handlers<ServerPrincipal> {
  const handlers: Handlers<ServerPrincipal> = {
    getChallenge,
    rotateServerIdentityKey: rotateServerIdentityKey(identities),
    getServerIdCert: getServerIdCert(identities),
    getServerPublicKey: getServerPublicKey(identities),
    getActorIdCerts: getActorIdCerts(store),
    updateSessionIdCert: updateSessionIdCert(store, homeServers),
    deleteSession: deleteSession(store),
    getKeyPackages: getKeyPackages(store),
    getEvents: getEvents(store),
  };
  const guarded = Object.entries(handlers).map(([operationId, handler]) => [
    operationId,
    unavailableWithStore(handler as AnyHandler, logger),
  ]);
  return Object.fromEntries(guarded);
}
