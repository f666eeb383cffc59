import type { IncomingMessage } from 'node:http';
import type { ErrorDetail } from '@p2core/types';
import { countField } from './header-fields.js';

/** RFC 9110 section 7.2: a host (RFC 3986 section 3.2.2), which may be empty, and an optional port. */
const hostAndPort = /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i;

/** The fault of a request's `Host`, if it has one (RFC 9112 section 3.2). HTTP/1.0 needs no `Host`. */
export function validateHost(request: IncomingMessage): ErrorDetail | undefined {
  const path = '/headers/host';
  const count = countField(request, 'host');
  if (count === 0 && request.httpVersion === '1.0') return undefined;
  if (count !== 1) return { path, message: 'must be given once' };
  if (hostAndPort.test(request.headers.host ?? '')) return undefined;
  return { path, message: 'must be a host, with a port or without' };
}
