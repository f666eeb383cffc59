import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ContractError } from './contract-error.js';

/** More requests than a client has a use for: each that waits takes memory, and Node does not count them. */
const mostWaiting = 100;

/** The same of all connections together. */
const mostWaitingAltogether = 2_000;

/** How many more of a connection are refused before it is cut: each answer that waits takes memory, too. */
const mostRefused = 20;

/** The requests of a connection that wait behind another one. */
interface Queue {
  waiting: number;
  refused: number;
}

const queues = new WeakMap<Socket, Queue>();
let waitingAltogether = 0;
const afterwards = new WeakMap<Socket, Promise<unknown>>();

/**
 * Waits until the earlier requests of the same connection are answered, with all that is to be done after their
 * answers. Node calls the handlers of pipelined requests all at once, though a request must see what those before it
 * did (RFC 9112 section 9.3.2). Where too many wait already it throws 429, and cuts a connection that goes on.
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

/** Has the next request of the connection wait for what is done after an answer. */
export function extendTurn(socket: Socket, work: Promise<unknown>): void {
  afterwards.set(socket, work);
}
