import type { ServerResponse } from 'node:http';
import { type Application, createContractRouter, type Logger, routeOf } from '@p2core/server';
import { pages as contractPages } from '@p2core/types';
import { type ChaosOptions, createChaos } from './chaos/chaos.js';
import type { Config } from './config.js';
import { createHandlers, type ServedPage } from './handlers/index.js';
import { unavailableWithStore } from './handlers/unavailable-with-store.js';
import { clientAddress } from './http/client-address.js';
import { contractFiles, openContract } from './http/contract-files.js';
import { serveDocs } from './http/docs.js';
import { inOrder } from './http/in-order.js';
import { onlyGet, type Serve } from './http/only-get.js';
import { isReady } from './http/readiness.js';
import { Credentials } from './passwords/credentials.js';
import { Guesses } from './passwords/guesses.js';
import type { Passwords } from './passwords/passwords.js';
import type { ReferenceServer } from './reference-server.js';
import type { SecondOpinion } from './second-opinion/index.js';
import { authenticateWith } from './sessions/principal.js';

/** The parts of an application besides its database. */
interface Parts {
  passwords: Passwords;
  /** Limits every request. */
  rateLimits: readonly Application[];
  measure?: Application | undefined;
  secondOpinion?: SecondOpinion | undefined;
  chaos?: ChaosOptions | undefined;
}

/**
 * The reference server's application: the contract's operations, the docs, the contract itself, and for operators
 * `/healthz` (the process lives) and `/readyz` (the database can be read and written). It does not use Express, which
 * would nearly double the cost of a look-up and take a third of a start.
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
    middleware: chaos ? [createChaos(chaos, config.domain)] : [],
  });
  const ready = isReady(server, logger);
  return inOrder(
    ...addressOf(config),
    nameRoute,
    ...(measure ? [measure] : []),
    ...(secondOpinion ? [secondOpinion.middleware] : []),
    openContract,
    ...rateLimits,
    contract,
    ...contractFiles,
    onlyGet('/healthz', (_request, response) => writeText(response, 200, 'ok')),
    onlyGet('/readyz', async (_request, response) => {
      if (await ready()) writeText(response, 200, 'ok');
      else writeText(response, 503, 'not ready');
    }),
    onlyGet('/', (_request, response) => redirect(response, '/docs/')),
    serveDocs,
  );
}

/** The application of the metrics, which are limited like all else. */
export function createMetricsApp(
  config: Config,
  rateLimits: readonly Application[],
  serve: Serve,
): Application {
  return inOrder(...addressOf(config), ...rateLimits, onlyGet('/metrics', serve));
}

/** Gives a request its `route`, as Express does, also if a limit will refuse it. */
const nameRoute: Application = (request, _response, next) => {
  const path = routeOf(request);
  if (path !== undefined) Object.assign(request, { route: { path } });
  next();
};

function servedPages({ pages }: Config): ServedPage[] {
  return [...pages].filter((page): page is ServedPage => !contractPages[page].required);
}

function addressOf({ trustedProxies }: Config): Application[] {
  return trustedProxies ? [clientAddress(trustedProxies)] : [];
}

function writeText(response: ServerResponse, status: number, line: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8').end(`${line}\n`);
}

function redirect(response: ServerResponse, location: string): void {
  response.statusCode = 302;
  response.setHeader('Location', location).end();
}
