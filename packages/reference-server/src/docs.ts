import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ContractError } from '@p2core/server';
import express, { type Response, Router } from 'express';
import { demandGet } from './only-get.js';
import { packageFolder } from './package-folder.js';

const folder = fileURLToPath(new URL('docs/', packageFolder));

/** Allows the site's own scripts and styles alone. Coloured code has inline styles. */
const sitePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** "Try it" and "Walk through it" call any server that their reader names. */
const callingPolicy = {
  ...sitePolicy,
  'connect-src': "'self' http: https:",
};

/** Redoc is one file with everything inline. */
const redocPolicy = {
  ...sitePolicy,
  'script-src': "'unsafe-inline' blob:",
  'style-src': "'unsafe-inline'",
  'img-src': 'data: blob:',
  'font-src': 'data:',
  'worker-src': 'blob:',
};

/** Serves the docs site that `pnpm run docs` builds. */
export function serveDocs(): Router {
  const router = Router();
  router.use(
    demandGet,
    express.static(folder, {
      acceptRanges: false,
      extensions: ['html'],
      setHeaders: (response, path) => setHeaders(response, relative(folder, path)),
    }),
  );
  router.use((_request, response, next) => {
    setHeaders(response, '404.html');
    response.status(404).sendFile('404.html', { root: folder, acceptRanges: false }, (error) => {
      if (error && !response.headersSent) next(notBuilt);
    });
  });
  return router;
}

const notBuilt = new ContractError('P2CORE_NOT_FOUND', {
  message: 'The docs are not built; run `pnpm run docs`.',
});

function setHeaders(response: Response, file: string): void {
  response.set('Content-Security-Policy', serialize(policyOf(file)));
  response.set('X-Content-Type-Options', 'nosniff');
  const isNamedByContent = file.startsWith(`assets${sep}`) && !file.includes('check-');
  response.set(
    'Cache-Control',
    isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}

function policyOf(file: string): Record<string, string> {
  if (file === 'try-it.html' || file === 'walk-through.html') return callingPolicy;
  return file.startsWith(`redoc${sep}`) ? redocPolicy : sitePolicy;
}

function serialize(policy: Record<string, string>): string {
  return Object.entries(policy)
    .map((directive) => directive.join(' '))
    .join('; ');
}
