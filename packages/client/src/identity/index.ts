/** Identities with WebCrypto: challenges, ID-CSRs, ID-Certs, and the actors that they name. */
export {
  createIdCsr,
  type DistinguishedName,
  FidError,
  type IdCert,
  IdCertError,
  type IdCertErrorReason,
  importPublicKey,
  readIdCert,
  readServerIdCert,
  type ServerIdCert,
  verifyIdCert,
} from '@p2core/id-cert';
export { HomeServerError } from './errors.js';
export {
  type FollowedActor,
  type FollowedIdCert,
  followActor,
  type RefusedIdCert,
} from './follow-actor.js';
export type { HomeServerClient } from './home-server.js';
export { signChallenge } from './sign-challenge.js';
