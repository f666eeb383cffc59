import type { Handlers, Logger } from '@p2core/server';
import type { Credentials } from '../credentials.js';
import type { ServerPrincipal } from '../principal.js';
import type { ReferenceServer } from '../reference-server.js';
import { secondFactor } from '../second-factor.js';
import { createIdentity } from './create-identity.js';
import { deleteSession } from './delete-session.js';
import { getActorIdCerts } from './get-actor-id-certs.js';
import { getChallenge } from './get-challenge.js';
import { getEvents } from './get-events.js';
import { getKeyPackages } from './get-key-packages.js';
import { getServerIdCert } from './get-server-id-cert.js';
import { getServerPublicKey } from './get-server-public-key.js';
import { identify } from './identify.js';
import { revokeSessionToken } from './revoke-session-token.js';
import { rotateServerIdentityKey } from './rotate-server-identity-key.js';
import { trustSession } from './trust-session.js';
import { unavailableWithStore } from './unavailable-with-store.js';
import { updateSessionIdCert } from './update-session-id-cert.js';

/** The pages of which there are handlers, beside `core-foreign`. */
export type ServedPage = 'auth';

/** The handlers of all operations. */
export type ServerHandlers = Handlers<ServerPrincipal, ServedPage>;

type AnyHandler = (...args: unknown[]) => unknown;

/** Makes the handlers of all operations. */
export function createHandlers(
  server: Omit<ReferenceServer, 'isNew' | 'close'>,
  credentials: Credentials,
  logger: Logger,
): ServerHandlers {
  const { store, identities, config } = server;
  const demandSecondFactor = secondFactor(
    config.secondFactor === 'password' ? credentials : undefined,
    server.homeServers.isForeign,
  );
  const handlers: ServerHandlers = {
    getChallenge: getChallenge(server.challenges),
    rotateServerIdentityKey: rotateServerIdentityKey(identities),
    getServerIdCert: getServerIdCert(identities),
    getServerPublicKey: getServerPublicKey(identities),
    getActorIdCerts: getActorIdCerts(store),
    updateSessionIdCert: updateSessionIdCert(server),
    deleteSession: deleteSession(store, demandSecondFactor),
    getKeyPackages: getKeyPackages(server),
    getEvents: getEvents(store),
    createIdentity: createIdentity(store, config, credentials),
    trustSession: trustSession(server, credentials),
    identify: identify(server),
    revokeSessionToken: revokeSessionToken(store),
  };
  const guarded = Object.entries(handlers).map(([operationId, handler]) => [
    operationId,
    unavailableWithStore(handler as AnyHandler, logger),
  ]);
  return Object.fromEntries(guarded);
}
