import { createContractRouter, type Handlers, type Principal } from '@p2core/server';
import { type Page, pages } from '@p2core/types';
import express, { type Express } from 'express';
import { exchanges, principals } from './exchanges.js';

/** The stubs, requests and answers validated. */
export async function createApp(): Promise<Express> {
  const app: Express = express();
  const answered = Object.entries(exchanges).map(([id, { answer }]) => [id, () => answer]);
  app.use(
    await createContractRouter({
      pages: Object.keys(pages) as Page[],
      authenticate: (token) => principals.get(token),
      handlers: Object.fromEntries(answered) as Handlers<Principal, Page>,
    }),
  );
  return app;
}
