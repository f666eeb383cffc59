import type { X509Certificate } from 'node:crypto';
import { alice, home } from './cast.js';
import { issueActorIdCert, issueServerIdCert } from './id-cert.js';

/** Every certificate of the cast, signed. */
export interface IssuedIdCerts {
  home: X509Certificate;
  rotatedHome: X509Certificate;
  phone: X509Certificate;
  laptop: X509Certificate;
  renewedLaptop: X509Certificate;
  newPhone: X509Certificate;
}

/** Issues the certificates of the cast, each with the key that the home server had at the time. */
export async function issueIdCerts(): Promise<IssuedIdCerts> {
  const { fid, phone, laptop, newPhone } = alice;
  const before = { domain: home.domain, keyLabel: home.idCert.keyLabel };
  const after = { domain: home.domain, keyLabel: home.rotatedIdCert.keyLabel };
  return {
    home: await issueServerIdCert(home.domain, home.idCert),
    rotatedHome: await issueServerIdCert(home.domain, home.rotatedIdCert),
    phone: await issueActorIdCert(fid, phone.sessionId, phone.idCert, before),
    laptop: await issueActorIdCert(fid, laptop.sessionId, laptop.idCert, before),
    renewedLaptop: await issueActorIdCert(fid, laptop.sessionId, laptop.renewedIdCert, after),
    newPhone: await issueActorIdCert(fid, newPhone.sessionId, newPhone.idCert, after),
  };
}
