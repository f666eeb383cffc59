import { fileURLToPath } from 'node:url';
import { createContractRouter, type Logger } from '@p2core/server';
import express, { type Express, type RequestHandler } from 'express';
import { type ChaosOptions, createChaos } from './chaos/chaos.js';
import { ConfigError } from './config.js';
import { serveDocs } from './docs.js';
import { createHandlers } from './handlers/index.js';
import { authenticateWith } from './principal.js';
import { createRateLimits } from './rate-limits.js';
import type { ReferenceServer } from './reference-server.js';

const files = {
  json: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.json')),
  yaml: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.yaml')),
};

/**
 * The reference server's HTTP: the contract's operations, the docs, the contract itself, and for whoever runs it
 * `/healthz` (the process lives) and `/readyz` (the database answers).
 */
export async function createApp(
  server: ReferenceServer,
  logger: Logger,
  {
    measure,
    chaos,
  }: { measure?: RequestHandler | undefined; chaos?: ChaosOptions | undefined } = {},
): Promise<Express> {
  const app: Express = express();
  const { domain, rateLimit, trustedProxies } = server.config;
  app.disable('x-powered-by');
  if (trustedProxies) trustProxies(app, trustedProxies);
  if (measure) app.use(measure);
  app.use(
    await createContractRouter({
      handlers: createHandlers(server.store, server.identities, server.homeServers),
      authenticate: authenticateWith(server.store),
      logger,
      middleware: [
        ...(rateLimit === undefined ? [] : createRateLimits(rateLimit)),
        ...(chaos ? [createChaos(chaos, domain)] : []),
      ],
    }),
  );
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = await server.identities.validAt(undefined).catch((error: unknown) => {
      logger.error({ err: error }, 'not ready');
    });
    response
      .status(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ok\n' : 'not ready\n');
  });
  app.get('/', (_request, response) => response.redirect('/docs/'));
  app.use('/docs', serveDocs());
  app.get('/openapi.json', (_request, response) => response.sendFile(files.json));
  app.get('/openapi.yaml', (_request, response) =>
    response.type('application/yaml').sendFile(files.yaml),
  );
  return app;
}

function trustProxies(app: Express, proxies: string): void {
  try {
    app.set('trust proxy', proxies);
  } catch (cause) {
    throw new ConfigError(
      `P2CORE_TRUSTED_PROXIES must be addresses, networks or "loopback", not "${proxies}"`,
      { cause },
    );
  }
}
