// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { PathMatch } from '../match-path.js';

const staticPaths: ReadonlyMap<string, PathMatch> = new Map([
  ['/challenge', { path: '/.p2/core/v1/challenge', parameters: [] }],
  ['/key/server', { path: '/.p2/core/v1/key/server', parameters: [] }],
  ['/idcert/server', { path: '/.p2/core/v1/idcert/server', parameters: [] }],
  ['/session/idcert/extern', { path: '/.p2/core/v1/session/idcert/extern', parameters: [] }],
  ['/session', { path: '/.p2/core/v1/session', parameters: [] }],
  ['/events', { path: '/.p2/core/v1/events', parameters: [] }],
  ['/session/idcert', { path: '/.p2/core/v1/session/idcert', parameters: [] }],
  ['/session/keymaterial', { path: '/.p2/core/v1/session/keymaterial', parameters: [] }],
  ['/keypackage/@me', { path: '/.p2/core/v1/keypackage/@me', parameters: [] }],
  ['/keypackage/%40me', { path: '/.p2/core/v1/keypackage/@me', parameters: [] }],
  ['/keypackage_lr', { path: '/.p2/core/v1/keypackage_lr', parameters: [] }],
  ['/register', { path: '/.p2/core/v1/register', parameters: [] }],
  ['/session/trust', { path: '/.p2/core/v1/session/trust', parameters: [] }],
  ['/session/identify', { path: '/.p2/core/v1/session/identify', parameters: [] }],
  ['/session/revoke', { path: '/.p2/core/v1/session/revoke', parameters: [] }],
]);

/** Finds a path below the prefix. Its parameters come as they stand in it. */
export function findPath(path: string): PathMatch | undefined {
  const found = staticPaths.get(path);
  if (found !== undefined) return found;
  const segments = path.split('/');
  if (segments.length === 4 && segments[1] === 'idcert' && segments[2] === 'actor' && segments[3]) {
    return { path: '/.p2/core/v1/idcert/actor/{fid}', parameters: [['fid', segments[3]]] };
  }
  if (segments.length === 3 && segments[1] === 'keypackage' && segments[2]) {
    return { path: '/.p2/core/v1/keypackage/{fid}', parameters: [['fid', segments[2]]] };
  }
  return undefined;
}
