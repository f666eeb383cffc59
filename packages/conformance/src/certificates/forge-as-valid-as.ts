import type { ActorIdCert } from './actor-id-cert.js';
import { forgeIdCert, validity } from './forge.js';

/** Makes an ID-Cert for the same session and validity as this one, signed by another key than the home server's. */
export function forgeAsValidAs({ fid, sessionId, notBefore, notAfter }: ActorIdCert): string {
  return forgeIdCert({ fid, sessionId, now: notBefore }, (tbs) => {
    tbs.validity = validity(notBefore, notAfter);
  });
}
