import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContractRouter, type Logger } from '@p2core/server';
import express, { type Express, type RequestHandler } from 'express';
import { type ChaosOptions, createChaos } from './chaos/chaos.js';
import { createHandlers } from './handlers/index.js';
import { authenticateWith } from './principal.js';
import { createRateLimits } from './rate-limits.js';
import type { ReferenceServer } from './reference-server.js';

/** Redoc runs its own inlined script and styles, and may reach nothing but this server. */
const docsPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'worker-src blob:',
  "connect-src 'self'",
].join('; ');

const files = {
  docs: fileURLToPath(new URL('../docs/index.html', import.meta.url)),
  json: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.json')),
  yaml: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.yaml')),
};

/**
 * The reference server's HTTP: the contract's operations, the docs page, the contract itself, and for whoever runs it
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
  if (trustedProxies) app.set('trust proxy', trustedProxies);
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
  app.get('/', (_request, response) => response.redirect('/docs'));
  app.get('/docs', async (_request, response) => {
    const page = await readFile(files.docs).catch(() => undefined);
    if (page === undefined) {
      response
        .status(404)
        .type('text/plain')
        .send('The docs are not built; run `pnpm run docs`.\n');
      return;
    }
    response.set('Content-Security-Policy', docsPolicy).type('text/html').send(page);
  });
  app.get('/openapi.json', (_request, response) => response.sendFile(files.json));
  app.get('/openapi.yaml', (_request, response) =>
    response.type('application/yaml').sendFile(files.yaml),
  );
  return app;
}
