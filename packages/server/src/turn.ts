import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const turns = new WeakMap<Socket, Promise<unknown>>();
const afterwards = new WeakMap<ServerResponse, Promise<unknown>>();

/**
 * Waits until the earlier requests of the same connection are answered, with all that is to be done after their
 * answers. Node calls the handlers of pipelined requests all at once, though a request must see what those before it
 * did (RFC 9112 section 9.3.2).
 */
export async function waitForTurn(
  { socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const earlier = turns.get(socket);
  const turn = new Promise((resolve) => response.once('close', resolve));
  turns.set(
    socket,
    turn.then(() => afterwards.get(response)),
  );
  await earlier;
}

/** Has the next request of the connection wait for what is done after an answer. */
export function extendTurn(response: ServerResponse, work: Promise<unknown>): void {
  afterwards.set(response, work);
}
