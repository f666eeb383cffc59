import { createContractRouter, unimplemented } from '@p2core/server';
import express, { type Express } from 'express';
import { bodies, token } from './handlers.js';

/** The stubs, requests and answers validated. */
export async function createApp(): Promise<Express> {
  const app: Express = express();
  app.use(
    await createContractRouter({
      authenticate: (given) => (given === token ? { roles: [] } : undefined),
      handlers: {
        getChallenge: () => ({ status: 200, body: bodies.challenge() }),
        getActorIdCerts: () => ({ status: 200, body: bodies.actorIdCerts() }),
        getEvents: () => ({ status: 200, body: bodies.events() }),
        rotateServerIdentityKey: unimplemented,
        getServerIdCert: unimplemented,
        getServerPublicKey: unimplemented,
        updateSessionIdCert: unimplemented,
        deleteSession: unimplemented,
      },
    }),
  );
  return app;
}
