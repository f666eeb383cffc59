import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '@p2core/types';
import type { Logger } from '../logger.js';
import { extendTurn } from '../turn.js';

/**
 * Calls a handler's `onSent` when the answer has been handed over to the operating system (R16). Node emits `finish`
 * also for an answer that a broken connection has lost, so the connection is checked too.
 */
export function callOnceSent(
  { socket }: IncomingMessage,
  response: ServerResponse,
  onSent: () => void | Promise<void>,
  { operationId }: Operation,
  logger: Logger,
): void {
  const callOnSent = async () => {
    try {
      await onSent();
    } catch (error) {
      logger.error(
        { operation: operationId, err: error },
        'onSent failed after an answer was sent',
      );
    }
  };
  response.prependOnceListener('finish', () => {
    if (!socket.destroyed && socket.errored === null) extendTurn(socket, callOnSent());
  });
}
