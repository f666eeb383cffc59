import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ContractError } from './contract-error.js';

/** How many requests of one connection may wait: each takes memory, and Node does not limit them. */
const mostWaiting = 100;

/** How many requests of all connections together may wait. */
const mostWaitingAltogether = 2_000;

/** How many requests of a connection are refused before it is closed: each refusal waits in memory, too. */
const mostRefused = 20;

/** The requests of one connection that wait for their turn. */
interface Queue {
  waiting: number;
  refused: number;
}

const queues = new WeakMap<Socket, Queue>();
let waitingAltogether = 0;
const afterwards = new WeakMap<Socket, Promise<unknown>>();

/**
 * Waits until the earlier requests of the same connection are answered and their `onSent` is done. Node calls the
 * handlers of pipelined requests all at once, but a request must see the effects of those before it (RFC 9112 section
 * 9.3.2). Returns `undefined` where there is nothing to wait for. If too many wait already, it throws 429, and closes a
 * connection that keeps sending.
 */
export function waitForTurn(
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<unknown> | undefined {
  if (response.socket !== null) return afterwards.get(socket);
  return socketOf(response, socket).then(() => afterwards.get(socket));
}

/** Node gives a response the socket when the earlier responses are written. */
function socketOf(response: ServerResponse, socket: Socket): Promise<void> {
  const queue = queues.get(socket) ?? openQueue(socket);
  if (queue.waiting >= mostWaiting || waitingAltogether >= mostWaitingAltogether)
    refuse(queue, socket);
  queue.waiting += 1;
  waitingAltogether += 1;
  return new Promise((resolve) => {
    response.once('socket', () => {
      leave(queue, 1);
      resolve();
    });
  });
}

function openQueue(socket: Socket): Queue {
  const queue = { waiting: 0, refused: 0 };
  queues.set(socket, queue);
  socket.once('close', () => leave(queue, queue.waiting));
  return queue;
}

function leave(queue: Queue, count: number): void {
  const left = Math.min(count, queue.waiting);
  queue.waiting -= left;
  waitingAltogether -= left;
}

function refuse(queue: Queue, socket: Socket): never {
  queue.refused += 1;
  if (queue.refused > mostRefused) socket.destroy();
  throw new ContractError('P2CORE_RATE_LIMITED', {
    message: 'Too many requests wait already behind others of their connections.',
    headers: { 'Retry-After': '1' },
  });
}

/** Makes the next request of the connection wait for `work` too. */
export function extendTurn(socket: Socket, work: Promise<unknown>): void {
  afterwards.set(socket, work);
}
