import type { Handlers, Logger } from '@p2core/server';
import type { Page, RequiredPage } from '@p2core/types';
import type { Credentials } from '../passwords/credentials.js';
import { secondFactor } from '../passwords/second-factor.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { addKeyPackages } from './add-key-packages.js';
import { createIdentity } from './create-identity.js';
import { deleteKeyMaterial } from './delete-key-material.js';
import { deleteSession } from './delete-session.js';
import { getActorIdCerts } from './get-actor-id-certs.js';
import { getChallenge } from './get-challenge.js';
import { getEvents } from './get-events.js';
import { getKeyMaterial } from './get-key-material.js';
import { getKeyMaterialLimit } from './get-key-material-limit.js';
import { getKeyPackages } from './get-key-packages.js';
import { getServerIdCert } from './get-server-id-cert.js';
import { getServerPublicKey } from './get-server-public-key.js';
import { identify } from './identify.js';
import { replaceLastResortKeyPackage } from './replace-last-resort-key-package.js';
import { revokeSessionToken } from './revoke-session-token.js';
import { rotateServerIdentityKey } from './rotate-server-identity-key.js';
import { rotateSessionIdCert } from './rotate-session-id-cert.js';
import { trustSession } from './trust-session.js';
import { unavailableWithStore } from './unavailable-with-store.js';
import { updateSessionIdCert } from './update-session-id-cert.js';
import { uploadKeyMaterial } from './upload-key-material.js';

/** The pages besides those that every server has. There are handlers for all of them. */
export type ServedPage = Exclude<Page, RequiredPage>;

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
    rotateSessionIdCert: rotateSessionIdCert(server, demandSecondFactor),
    uploadKeyMaterial: uploadKeyMaterial(server),
    getKeyMaterial: getKeyMaterial(server),
    deleteKeyMaterial: deleteKeyMaterial(server, demandSecondFactor),
    getKeyMaterialLimit,
    addKeyPackages: addKeyPackages(server),
    replaceLastResortKeyPackage: replaceLastResortKeyPackage(server),
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
