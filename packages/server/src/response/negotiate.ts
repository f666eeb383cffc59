import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { ContractError } from '../contract-error.js';
import type { Operation } from '../operation.js';

/**
 * Chooses the media type of a successful answer by `Accept` (R5), or `undefined` where the answer has no content. It is
 * called before the handler, so that what cannot be answered is not done either. Throws 406.
 */
export function negotiate(request: IncomingMessage, operation: Operation): string | undefined {
  const offered = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { mediaTypes }]) => mediaTypes);
  if (offered.length === 0) return undefined;
  const chosen = new Negotiator(request).mediaType([...offered]);
  if (chosen === undefined) {
    throw new ContractError('P2CORE_NOT_ACCEPTABLE', {
      message: `The operation answers with ${offered.join(', ')}.`,
    });
  }
  return chosen;
}
