import type { ServerResponse } from 'node:http';

const late = new WeakSet<ServerResponse>();

/** Records that the server has answered in place of a handler that took too long. */
export function markLate(response: ServerResponse): void {
  late.add(response);
}

/** Whether the server has answered already, so that the handler's own answer is dropped. */
export function isLate(response: ServerResponse): boolean {
  return late.has(response);
}
