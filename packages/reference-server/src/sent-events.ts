import type { NewEvent } from './store/event-queue.js';

/** When a session is told that its KeyPackages run low, and how. The draft names the event and gives it no opcode. */
export const lowKeyPackages = {
  /** The largest remaining stock that counts as low. */
  threshold: 5,
  event: (_sessionId: string, remaining: number): NewEvent => ({
    n: 'p2core',
    op: '1',
    d: { remaining },
  }),
};

/** R19: event 6 tells a session that the server has a new certificate, and since when. */
export function serverCertificateChange(identity: {
  certificate: string;
  currentFrom: number;
}): NewEvent {
  return {
    n: 'core',
    op: '6',
    d: { cert: identity.certificate, oldInvalidSince: identity.currentFrom },
  };
}
