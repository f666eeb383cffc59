import { fileURLToPath } from 'node:url';
import cors from 'cors';
import { type RequestHandler, Router } from 'express';
import { demandGet } from './only-get.js';

const files = {
  json: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.json')),
  yaml: fileURLToPath(import.meta.resolve('@p2core/contract/openapi.yaml')),
};

/** R21: any origin may read the contract, and when it may ask again. */
const anyOrigin = cors({
  methods: ['GET', 'HEAD'],
  allowedHeaders: ['If-None-Match'],
  exposedHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
  preflightContinue: true,
});

/** Serves the contract at `/openapi.json` and `/openapi.yaml`. */
export function serveContract(rateLimits: RequestHandler[]): Router {
  const router = Router({ caseSensitive: true });
  const serve = (path: string, mediaType: string, file: string) =>
    router
      .route(path)
      .all(anyOrigin, ...rateLimits, demandGet)
      .get((_request, response) =>
        response.type(mediaType).sendFile(file, { acceptRanges: false }),
      );
  serve('/openapi.json', 'application/json', files.json);
  serve('/openapi.yaml', 'application/yaml', files.yaml);
  return router;
}
