import { fileURLToPath } from 'node:url';
import cors from 'cors';
import { type RequestHandler, Router } from 'express';
import { demandGet } from './only-get.js';

/** The whole document, and the one without the content of GET and DELETE. */
const files = ['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml'];

/** R21: any origin may read the contract and the rate limits. */
const anyOrigin = cors({
  methods: ['GET', 'HEAD'],
  allowedHeaders: ['If-None-Match'],
  exposedHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
  preflightContinue: true,
});

/**
 * Serves each file of the contract at the top: `/openapi.json` and the others. `bundle.mjs` has put them into `bin`, with
 * the server itself as `servers`.
 */
export function serveContract(rateLimits: RequestHandler[]): Router {
  const router = Router({ caseSensitive: true });
  for (const name of files) {
    const file = fileURLToPath(new URL(`../bin/${name}`, import.meta.url));
    const mediaType = name.endsWith('.json') ? 'application/json' : 'application/yaml';
    router
      .route(`/${name}`)
      .all(anyOrigin, ...rateLimits, demandGet)
      .get((_request, response) =>
        response.type(mediaType).sendFile(file, { acceptRanges: false }),
      );
  }
  return router;
}
