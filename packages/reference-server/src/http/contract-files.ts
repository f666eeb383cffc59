import { fileURLToPath } from 'node:url';
import send from '@fastify/send';
import { type Application, pathOf } from '@p2core/server';
import cors from 'cors';
import { packageFolder } from '../package-folder.js';
import { onlyGet } from './only-get.js';
import { writeFile } from './write-file.js';

/** The whole document, and the one without the content of GET and DELETE, by path. */
const files = new Set([
  '/openapi.json',
  '/openapi.yaml',
  '/openapi.query.json',
  '/openapi.query.yaml',
]);

/** `bundle.mjs` has put them there, with the server itself as `servers`. */
const root = fileURLToPath(new URL('bin/', packageFolder));

const anyOrigin = cors({
  methods: ['GET', 'HEAD'],
  allowedHeaders: ['If-None-Match'],
  exposedHeaders: ['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
  preflightContinue: true,
});

/** R21: lets any origin read the contract and its error answers. */
export const openContract: Application = (request, response, next) => {
  if (files.has(pathOf(request) ?? '')) anyOrigin(request, response, next);
  else next();
};

/** Serves each file of the contract at the top, whole whatever `Range` says: `/openapi.json` and the others. */
export const contractFiles: readonly Application[] = [...files].map((path) => {
  const type = path.endsWith('.json') ? 'application/json' : 'application/yaml';
  return onlyGet(path, async (request, response) => {
    const file = await send(request, path, { root, acceptRanges: false });
    await writeFile(response, file, { 'Content-Type': type });
  });
});
