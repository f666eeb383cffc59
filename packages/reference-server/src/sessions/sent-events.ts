import { toDecimal } from '../pki/serial-numbers.js';
import type { NewEvent } from '../store/events/event-queue.js';

/** The event for a session whose KeyPackages run low (R15). */
export const lowKeyPackages = {
  /** The largest remaining stock that counts as low. */
  threshold: 5,
  event: (_sessionId: string, remaining: number): NewEvent => ({
    n: 'p2core',
    op: '1',
    d: { remaining },
  }),
};

/** Event 3, which tells an actor's sessions of a new one (R29). */
export function newSession(cert: string): NewEvent {
  return { n: 'core', op: '3', d: { cert } };
}

/** Event 4, which tells that an ID-Cert of the actor was invalidated (R30). */
export function idCertInvalidation(serialNumber: string, invalidSince: number): NewEvent {
  return { n: 'core', op: '4', d: { serial: toDecimal(serialNumber), invalidSince } };
}

/** Event 6, which announces the server's new certificate (R19). */
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
