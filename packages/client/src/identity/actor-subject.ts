import {
  attributesOf,
  attributeType,
  type DistinguishedName,
  domainOf,
} from './distinguished-name.js';
import { type FederationId, parseFederationId, toLowerCase } from './federation-id.js';
import { demand, IdCertError } from './id-cert-error.js';
import { checkSessionId } from './session-id.js';

/** Whom an ID-Cert names: one session of one actor. */
export interface ActorSubject {
  /** The actor's Federation ID, in lower case. */
  fid: string;
  sessionId: string;
}

/**
 * Checks an actor's subject and reads whom it names. The order of the attributes is free but for the domain components
 * among themselves, and further attributes are legal, as the protocol's deployed library has it.
 *
 * @throws {IdCertError} `MALFORMED`, naming the rule
 */
export function readActorSubject(subject: DistinguishedName): ActorSubject {
  const { fid, localPart, domain } = readFid(only(subject, 'UID', attributeType.userId));
  const commonName = toLowerCase(only(subject, 'CN', attributeType.commonName));
  demand(
    commonName === localPart || commonName === fid,
    'the CN must be the local part of the UID, or the whole of it',
  );
  demand(
    domainOf(subject) === domain,
    "the domain components must be those of the UID's domain, most significant first",
  );
  const sessionId = only(subject, 'uniqueIdentifier', attributeType.uniqueIdentifier);
  checkSessionId(sessionId);
  return { fid, sessionId };
}

function only(subject: DistinguishedName, label: string, type: string): string {
  const [attribute, ...more] = attributesOf(subject, type);
  demand(
    attribute !== undefined && more.length === 0,
    `the subject must have exactly one ${label}`,
  );
  demand(
    attribute.value !== undefined,
    `the ${label} must be a UTF8String, PrintableString or IA5String`,
  );
  return attribute.value;
}

function readFid(uid: string): FederationId {
  try {
    return parseFederationId(uid);
  } catch (error) {
    throw new IdCertError('MALFORMED', 'the UID must be a Federation ID, local@domain', error);
  }
}
