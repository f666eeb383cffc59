import type { Handlers, Logger } from '@p2core/server';
import type { ServerPrincipal } from '../principal.js';
import type { ReferenceServer } from '../reference-server.js';
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

/** The handlers of all operations. */
export function createHandlers(
  server: Omit<ReferenceServer, 'isNew' | 'close'>,
  logger: Logger,
): Handlers<ServerPrincipal> {
  const { store, identities } = server;
  const handlers: Handlers<ServerPrincipal> = {
    getChallenge: getChallenge(server.challenges),
    rotateServerIdentityKey: rotateServerIdentityKey(identities),
    getServerIdCert: getServerIdCert(identities),
    getServerPublicKey: getServerPublicKey(identities),
    getActorIdCerts: getActorIdCerts(store),
    updateSessionIdCert: updateSessionIdCert(server),
    deleteSession: deleteSession(store),
    getKeyPackages: getKeyPackages(server),
    getEvents: getEvents(store),
  };
  const guarded = Object.entries(handlers).map(([operationId, handler]) => [
    operationId,
    unavailableWithStore(handler as AnyHandler, logger),
  ]);
  return Object.fromEntries(guarded);
}
