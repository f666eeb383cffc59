import { createContractRouter, unimplemented } from '@p2core/server';
import { operations } from '@p2core/types';
import express, { type Express } from 'express';
import { bodies, token } from './handlers.js';

const others = Object.fromEntries(
  Object.keys(operations).map((operation) => [operation, unimplemented]),
) as Record<keyof typeof operations, typeof unimplemented>;

/** The stubs, requests and answers validated. */
export async function createApp(): Promise<Express> {
  const app: Express = express();
  app.use(
    await createContractRouter({
      authenticate: (given) => (given === token ? { roles: [] } : undefined),
      handlers: {
        ...others,
        getChallenge: () => ({ status: 200, body: bodies.challenge() }),
        getActorIdCerts: () => ({ status: 200, body: bodies.actorIdCerts() }),
        getEvents: () => ({ status: 200, body: bodies.events() }),
      },
    }),
  );
  return app;
}
