import { createContractRouter, type Logger } from '@p2core/server';
import express, { type Express, type RequestHandler } from 'express';
import { type ChaosOptions, createChaos } from './chaos/chaos.js';
import type { Config } from './config.js';
import { serveContract } from './contract-files.js';
import { Credentials } from './credentials.js';
import { serveDocs } from './docs.js';
import { Guesses } from './guesses.js';
import { createHandlers, type ServedPage } from './handlers/index.js';
import { unavailableWithStore } from './handlers/unavailable-with-store.js';
import { onlyGet } from './only-get.js';
import type { Passwords } from './passwords.js';
import { authenticateWith } from './principal.js';
import { withoutPort } from './rate-limits.js';
import { isReady } from './readiness.js';
import type { ReferenceServer } from './reference-server.js';
import type { SecondOpinion } from './second-opinion/index.js';

/** What a server needs beside its database. */
interface Parts {
  passwords: Passwords;
  /** Limits every request. */
  rateLimits: RequestHandler[];
  measure?: RequestHandler | undefined;
  secondOpinion?: SecondOpinion | undefined;
  chaos?: ChaosOptions | undefined;
}

/**
 * The reference server's Express application: the contract's operations, the docs, the contract itself, and for
 * operators `/healthz` (the process lives) and `/readyz` (the database can be read and written).
 */
export async function createApp(
  server: ReferenceServer,
  logger: Logger,
  { passwords, rateLimits, measure, secondOpinion, chaos }: Parts,
): Promise<Express> {
  const app = newApp(server.config);
  if (measure) app.use(measure);
  if (secondOpinion) app.use(secondOpinion.middleware);
  const { config, store } = server;
  const guesses = new Guesses(config.rateLimit !== undefined);
  const credentials = new Credentials(store.actors, passwords, guesses);
  const handlers = createHandlers(server, credentials, logger);
  app.use(
    await createContractRouter({
      handlers: secondOpinion ? secondOpinion.watch(handlers) : handlers,
      pages: servedPages(config),
      authenticate: unavailableWithStore(authenticateWith(server), logger),
      logger,
      middleware: [...rateLimits, ...(chaos ? [createChaos(chaos, config.domain)] : [])],
    }),
  );
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
  return app;
}

function servedPages({ pages }: Config): ServedPage[] {
  return [...pages].filter((page) => page !== 'core-foreign');
}

/** An Express application that trusts the configured proxies and sends no `X-Powered-By`. */
export function newApp({ trustedProxies }: Config): Express {
  const app: Express = express();
  app.disable('x-powered-by');
  if (trustedProxies) trustProxies(app, trustedProxies);
  return app;
}

/** Trusts proxies, also where one writes a port after the address. */
function trustProxies(app: Express, proxies: string): void {
  app.set('trust proxy', proxies);
  const trusts: (address: string, hop: number) => boolean = app.get('trust proxy fn');
  app.set('trust proxy', (address: string, hop: number) => trusts(withoutPort(address), hop));
}
