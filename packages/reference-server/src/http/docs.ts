import type { IncomingMessage, ServerResponse } from 'node:http';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import send, { type SendOptions } from '@fastify/send';
import { type Application, ContractError, pathOf } from '@p2core/server';
import { packageFolder } from '../package-folder.js';
import { serveGet } from './only-get.js';
import { writeFile } from './write-file.js';

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

/** Serves the docs site that `pnpm run docs` builds, at `/docs`. */
export const serveDocs: Application = (request, response, next) => {
  const path = pathOf(request) ?? '';
  if (path !== mount && !path.startsWith(`${mount}/`)) return next();
  Object.assign(request, { route });
  return serveGet(() => servePage(request, response, path), request, response, next);
};

async function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const found = await send(request, path.slice(mount.length), options);
  if (found.type === 'file') {
    return writeFile(response, found, headersOf(relative(folder, found.metadata.path)));
  }
  if (found.type === 'directory') return writeFile(response, found, { Location: `${path}/` });
  if (!leadsNowhere.has(found.statusCode)) throw found.metadata.error;
  // Conditional fields concern the requested page, not this one.
  const unconditional = { method: request.method, headers: {} } as IncomingMessage;
  const notFound = await send(unconditional, missing, options);
  if (notFound.statusCode === 404) throw notBuilt;
  return writeFile(response, { ...notFound, statusCode: 404 }, headersOf(missing));
}

const mount = '/docs';
const route = Object.freeze({ path: mount });
const missing = '404.html';
const options: SendOptions = { root: folder, acceptRanges: false, extensions: ['html'] };

/** The file does not exist, the path is malformed, or it leads out of the folder. */
const leadsNowhere: ReadonlySet<number> = new Set([400, 403, 404]);

const notBuilt = new ContractError('P2CORE_NOT_FOUND', {
  message: 'The docs are not built; run `pnpm run docs`.',
});

function headersOf(file: string): Record<string, string> {
  const isNamedByContent = file.startsWith(`assets${sep}`) && !file.includes('check-');
  return {
    // RFC 9239; `@fastify/send` gives the obsolete type.
    ...(file.endsWith('.js') && { 'Content-Type': 'text/javascript; charset=utf-8' }),
    'Content-Security-Policy': serialize(policyOf(file)),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
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
