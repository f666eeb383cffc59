import type { IncomingMessage } from 'node:http';
import type { ErrorDetail } from '@p2core/types';
import { ContractError } from '../contract-error.js';

/** Fields that decide how a request is read, and of which Node would silently keep the first. */
const singletons = ['authorization', 'content-type'];

/**
 * Refuses a request in which a field that has one value stands twice (RFC 9110 section 5.3): two readers of it, such as
 * a proxy and this server, could each go by another one. Throws a 400.
 */
export function rejectRepeatedFields({ rawHeaders }: IncomingMessage): void {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const details: ErrorDetail[] = singletons
    .filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
    .map((name) => ({ path: `/headers/${name}`, message: 'is given more than once' }));
  if (details.length > 0) throw new ContractError('P2CORE_BAD_REQUEST', { details });
}
