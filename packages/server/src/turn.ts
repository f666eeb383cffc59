import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ContractError } from './contract-error.js';

/** More requests than a client has a use for: each that waits takes memory, and Node does not count them. */
const mostWaiting = 100;

const waiting = new WeakMap<Socket, number>();
const afterwards = new WeakMap<Socket, Promise<unknown>>();

/**
 * Waits until the earlier requests of the same connection are answered, with all that is to be done after their
 * answers. Node calls the handlers of pipelined requests all at once, though a request must see what those before it
 * did (RFC 9112 section 9.3.2). Where too many wait already it throws 429: Node reads no more of a connection that has
 * many answers to write.
 */
export async function waitForTurn(
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (response.socket === null) await socketOf(response, socket);
  await afterwards.get(socket);
}

/** Node gives a response the socket when those before it are written. */
function socketOf(response: ServerResponse, socket: Socket): Promise<void> {
  const count = waiting.get(socket) ?? 0;
  if (count >= mostWaiting) {
    throw new ContractError('P2CORE_RATE_LIMITED', {
      message: `${mostWaiting} requests of this connection wait already.`,
      headers: { 'Retry-After': '1' },
    });
  }
  waiting.set(socket, count + 1);
  return new Promise((resolve) => {
    response.once('socket', () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      resolve();
    });
  });
}

/** Has the next request of the connection wait for what is done after an answer. */
export function extendTurn(socket: Socket, work: Promise<unknown>): void {
  afterwards.set(socket, work);
}
