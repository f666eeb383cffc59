/** Identities on WebCrypto: challenges, ID-CSRs, ID-Certs; needs `@peculiar/x509` and `reflect-metadata`. */
export type { ActorSubject } from './actor-subject.js';
export type { DistinguishedName } from './distinguished-name.js';
export {
  type FollowedActor,
  type FollowedIdCert,
  followActor,
  type RefusedIdCert,
} from './follow-actor.js';
export type { HomeServerClient } from './home-server.js';
export { HomeServerError } from './home-server-error.js';
export { type IdCert, readIdCert, verifyIdCert } from './id-cert.js';
export { IdCertError, type IdCertErrorCode } from './id-cert-error.js';
export { createIdCsr } from './id-csr.js';
export { importPublicKey } from './import-public-key.js';
export { readServerIdCert, type ServerIdCert } from './server-id-cert.js';
export { signChallenge } from './sign-challenge.js';
