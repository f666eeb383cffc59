import { now } from './clock.js';

/** A new certificate would not be valid now, because the clock is wrong or was wrong. */
export class ClockError extends Error {
  override readonly name = 'ClockError';

  /** @param begins when the server's key becomes valid, in seconds since the epoch */
  constructor(begins: number) {
    super(
      `the server's key begins at ${toIso(begins)}, but the clock says ${toIso(now())}: set the clock; where it is right now, and was ahead when the key was made, run "p2core-server key repair"`,
    );
  }
}

/** A time in ISO 8601, for messages to operators. */
export function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
