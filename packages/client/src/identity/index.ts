/** Identities with WebCrypto: keys and sessions, challenges, ID-CSRs, ID-Certs, and the actors that they name. */
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
  signChallenge,
  verifyIdCert,
} from '@p2core/id-cert';
export {
  type CompletedChallenge,
  completeChallenge,
  type LogInTarget,
} from './complete-challenge.js';
export { type EnrolOptions, enrol } from './enrol.js';
export { ForeignChallengeError, HomeServerError, RefusedError } from './errors.js';
export type { FlowOptions } from './flow.js';
export {
  type FollowedActor,
  type FollowedIdCert,
  followActor,
  type RefusedIdCert,
} from './follow-actor.js';
export type { HomeServerClient } from './home-server.js';
export { type IdentifyOptions, identifyAt } from './identify-at.js';
export {
  type MakeKeyPackages,
  type PublishOptions,
  publishKeyPackages,
} from './publish-key-packages.js';
export { type RenewOptions, renew } from './renew.js';
export { revoke } from './revoke.js';
export type { Enrolment, Kept, Renewal, Session, SessionName, SessionStore } from './session.js';
export { indexedDbStore } from './store/indexed-db.js';
export { memoryStore } from './store/memory.js';
export { type ToldServer, tellForeignServers } from './tell-foreign-servers.js';
