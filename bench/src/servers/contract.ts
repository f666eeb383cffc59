import { createContractRouter, type Handlers, unimplemented } from '@p2core/server';
import { operations } from '@p2core/types';
import express, { type Express } from 'express';
import { adminToken, bodies, token } from './handlers.js';

/** For operations that are not measured. */
const others = Object.fromEntries(
  Object.keys(operations).map((id) => [id, unimplemented]),
) as unknown as Handlers;

/** The stubs, requests and answers validated. */
export async function createApp(): Promise<Express> {
  const app: Express = express();
  app.use(
    await createContractRouter({
      authenticate(given) {
        if (given === token) return { roles: [] };
        return given === adminToken ? { roles: ['administrator'] } : undefined;
      },
      handlers: {
        ...others,
        getChallenge: () => ({ status: 200, body: bodies.challenge() }),
        getServerPublicKey: () => ({ status: 200, body: bodies.serverPublicKey() }),
        rotateServerIdentityKey: () => ({ status: 200, body: bodies.rotatedServerIdCert() }),
        getServerIdCert: () => ({ status: 200, body: bodies.serverIdCert() }),
        getActorIdCerts: () => ({ status: 200, body: bodies.actorIdCerts() }),
        updateSessionIdCert: () => ({ status: 201 }),
        deleteSession: () => ({ status: 204 }),
        getKeyPackages: () => ({ status: 200, body: bodies.keyPackages() }),
        getEvents: () => ({ status: 200, body: bodies.events() }),
      },
    }),
  );
  return app;
}
