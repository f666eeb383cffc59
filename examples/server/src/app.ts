import { timingSafeEqual } from 'node:crypto';
import { type Authenticate, createContractRouter } from '@p2core/server';
import express, { type Express } from 'express';
import { createHandlers, type Requester, type World } from './handlers.js';

/** An Express application with the contract's operations and your own routes. */
export async function createApp(world: World, administratorToken?: string): Promise<Express> {
  const authenticate: Authenticate<Requester> = (token) => {
    const session = world.store.sessionOf(token);
    if (session) return { roles: [], session };
    return isSame(token, administratorToken) ? { roles: ['administrator'] } : undefined;
  };
  const router = await createContractRouter({ handlers: createHandlers(world), authenticate });
  const app = express().disable('x-powered-by').use(router);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  return app;
}

function isSame(token: string, expected: string | undefined): boolean {
  const [a, b] = [Buffer.from(token), Buffer.from(expected ?? '')];
  return expected !== undefined && a.length === b.length && timingSafeEqual(a, b);
}
