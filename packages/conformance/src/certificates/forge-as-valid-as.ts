import type { ActorIdCert } from './actor-id-cert.js';
import { forgeIdCert, validity } from './forge.js';

/** An ID-Cert for the same session and the same time as this one, that another key than the home server's signed. */
export function forgeAsValidAs({ fid, sessionId, notBefore, notAfter }: ActorIdCert): string {
  return forgeIdCert({ fid, sessionId, now: notBefore }, (tbs) => {
    tbs.validity = validity(notBefore, notAfter);
  });
}
