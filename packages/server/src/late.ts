import type { ServerResponse } from 'node:http';

const late = new WeakSet<ServerResponse>();

/** Takes note that an answer was given in place of a handler's, which had not come in time. */
export function markLate(response: ServerResponse): void {
  late.add(response);
}

/** Whether the handler's own answer is to be dropped, should it ever come. */
export function isLate(response: ServerResponse): boolean {
  return late.has(response);
}
