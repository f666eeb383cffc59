/** The profile of polyproto-core's ID-Certs: reading, checking and making certificates and requests, on WebCrypto. */

export { fromBase62, toBase62 } from './base62.js';
export { isChallengeSignedBy, signChallenge } from './challenge-signature.js';
export { domainDigest, domainDigestLength } from './domain-digest.js';
export { EncryptedKeyError, FidError, IdCertError, type IdCertErrorReason } from './errors.js';
export { type Fid, parseDomain, parseFid, toLowerCase } from './fid.js';
export { type IdCertRequest, issueIdCert } from './make/id-cert.js';
export { createIdCsr } from './make/id-csr.js';
export { createServerIdCert } from './make/server-id-cert.js';
export { importPublicKey } from './public-key.js';
export type { ActorSubject } from './read/actor-subject.js';
export { checkEncryptedPrivateKey } from './read/encrypted-private-key.js';
export { holdsAt, type IdCert, readIdCert, verifyIdCert, verifyIssuer } from './read/id-cert.js';
export { type IdCsr, readIdCsr } from './read/id-csr.js';
export type { DistinguishedName, NameAttribute } from './read/name.js';
export { readServerIdCert, type ServerIdCert } from './read/server-id-cert.js';
export { checkSessionId } from './session-id.js';
