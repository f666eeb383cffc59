import { type Application, createContractRouter, type Logger } from '@p2core/server';
import express, { type Express, type RequestHandler } from 'express';
import { type ChaosOptions, createChaos } from './chaos/chaos.js';
import { clientAddress } from './client-address.js';
import type { Config } from './config.js';
import { serveContract } from './contract-files.js';
import { Credentials } from './credentials.js';
import { serveDocs } from './docs.js';
import { Guesses } from './guesses.js';
import { createHandlers, type ServedPage } from './handlers/index.js';
import { unavailableWithStore } from './handlers/unavailable-with-store.js';
import { inOrder } from './in-order.js';
import { onlyGet } from './only-get.js';
import type { Passwords } from './passwords.js';
import { authenticateWith } from './principal.js';
import { isReady } from './readiness.js';
import type { ReferenceServer } from './reference-server.js';
import type { SecondOpinion } from './second-opinion/index.js';

/** What a server needs beside its database. */
interface Parts {
  passwords: Passwords;
  /** Limits every request. */
  rateLimits: RequestHandler[];
  measure?: Application | undefined;
  secondOpinion?: SecondOpinion | undefined;
  chaos?: ChaosOptions | undefined;
}

/**
 * The reference server's application: the contract's operations, the docs, the contract itself, and for operators
 * `/healthz` (the process lives) and `/readyz` (the database can be read and written). The contract's requests do not pass
 * through Express, which would nearly double the cost of a look-up.
 */
export async function createApp(
  server: ReferenceServer,
  logger: Logger,
  { passwords, rateLimits, measure, secondOpinion, chaos }: Parts,
): Promise<Application> {
  const { config, store } = server;
  const guesses = new Guesses(config.rateLimit !== undefined);
  const credentials = new Credentials(store.actors, passwords, guesses);
  const handlers = createHandlers(server, credentials, logger);
  const contract = await createContractRouter({
    handlers: secondOpinion ? secondOpinion.watch(handlers) : handlers,
    pages: servedPages(config),
    authenticate: unavailableWithStore(authenticateWith(server), logger),
    logger,
    middleware: [...rateLimits, ...(chaos ? [createChaos(chaos, config.domain)] : [])],
  });
  const app = newApp();
  app.use(serveContract(rateLimits), ...rateLimits);
  onlyGet(app, '/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  const ready = isReady(server, logger);
  onlyGet(app, '/readyz', async (_request, response) => {
    const verdict = await ready();
    response
      .status(verdict ? 200 : 503)
      .type('text/plain')
      .send(verdict ? 'ok\n' : 'not ready\n');
  });
  onlyGet(app, '/', (_request, response) => response.redirect('/docs/'));
  app.use('/docs', serveDocs());
  return inOrder(
    ...addressOf(config),
    ...(measure ? [measure] : []),
    ...(secondOpinion ? [secondOpinion.middleware] : []),
    contract,
    app as unknown as Application,
  );
}

/** The application of the metrics, which are limited like all else. */
export function createMetricsApp(
  config: Config,
  rateLimits: readonly RequestHandler[],
  serve: RequestHandler,
): Application {
  const app = newApp();
  for (const limit of rateLimits) app.use(limit);
  onlyGet(app, '/metrics', serve);
  return inOrder(...addressOf(config), app as unknown as Application);
}

function servedPages({ pages }: Config): ServedPage[] {
  return [...pages].filter((page) => page !== 'core-foreign');
}

function addressOf({ trustedProxies }: Config): Application[] {
  return trustedProxies ? [clientAddress(trustedProxies)] : [];
}

/** An Express application that sends no `X-Powered-By`. */
function newApp(): Express {
  return express().disable('x-powered-by');
}
