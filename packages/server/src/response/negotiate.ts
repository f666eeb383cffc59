import type { IncomingMessage } from 'node:http';
import { allOperations, type Operation, type OperationId } from '@p2core/types';
import Negotiator from 'negotiator';
import { ContractError } from '../contract-error.js';

/** The media types of each operation's successful answers, the first of them preferred. */
const offers: ReadonlyMap<OperationId, string[]> = new Map(
  allOperations.map(({ operationId, responses }) => [
    operationId,
    Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { mediaTypes }]) => mediaTypes),
  ]),
);

/** Removed from `Accept` before it is compared: every answer is UTF-8. */
const utf8Parameter = /;[ \t]*charset="?utf-8"?/gi;

/**
 * Chooses the media type of a successful answer by `Accept` (R5); `undefined` where the answer has no content. Called
 * before the handler, so that a request with an unacceptable answer (406) changes nothing.
 */
export function negotiate(
  request: IncomingMessage,
  { operationId }: Operation,
): string | undefined {
  const offered = offers.get(operationId) ?? [];
  const { accept = '*/*' } = request.headers;
  if (offered.length === 0 || accept === '*/*' || accept === offered[0]) return offered[0];
  const headers = { accept: accept.replace(utf8Parameter, '') };
  const chosen = new Negotiator({ headers }).mediaType(offered);
  if (chosen === undefined) {
    throw new ContractError('P2CORE_NOT_ACCEPTABLE', {
      message: `The operation answers with ${offered.join(', ')}.`,
    });
  }
  return chosen;
}
