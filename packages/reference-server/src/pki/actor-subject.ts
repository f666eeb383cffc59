import {
  attributesOf,
  attributeType,
  type DistinguishedName,
  domainOf,
} from './distinguished-name.js';
import { type Fid, FidError, parseFid, toLowerCase } from './fid.js';
import { check, IdCertError } from './id-cert-error.js';
import { checkSessionId } from './session-id.js';

/** Whom an ID-Cert or ID-CSR names: one session of one actor. */
export interface ActorSubject {
  /** The actor's Federation ID, in lower case. */
  readonly fid: string;
  readonly sessionId: string;
}

/**
 * Checks an actor's subject, the same in an ID-Cert and an ID-CSR (polyproto-core's ID-Cert rules), and reads whom it names.
 *
 * The order is free but for the domain components among themselves, further attributes are legal, and the session ID
 * may come in any of the three string types as long as its characters are IA5: the protocol's Rust library writes the
 * session ID first and as a UTF8String.
 *
 * @throws {IdCertError} `malformed`, naming the rule
 */
export function readActorSubject(subject: DistinguishedName): ActorSubject {
  const { fid, localPart, domain } = readFid(only(subject, 'UID', attributeType.userId));
  const commonName = toLowerCase(only(subject, 'CN', attributeType.commonName));
  check(
    commonName === localPart || commonName === fid,
    `the CN must be the local part of the UID, "${localPart}", or the whole of it`,
  );
  check(
    domainOf(subject) === domain,
    `the domain components must be those of the UID's domain, most significant first: ${domain
      .split('.')
      .reverse()
      .join(', ')}`,
  );
  const sessionId = only(subject, 'uniqueIdentifier', attributeType.uniqueIdentifier);
  checkSessionId(sessionId);
  return { fid, sessionId };
}

function only(subject: DistinguishedName, label: string, type: string): string {
  const [attribute, ...more] = attributesOf(subject, type);
  check(attribute !== undefined && more.length === 0, `the subject must have exactly one ${label}`);
  check(
    attribute.value !== undefined,
    `the ${label} must be a UTF8String, PrintableString or IA5String`,
  );
  return attribute.value;
}

function readFid(uid: string): Fid {
  try {
    return parseFid(uid);
  } catch (error) {
    if (!(error instanceof FidError)) throw error;
    throw new IdCertError('malformed', 'the UID must be a Federation ID, local@domain', {
      cause: error,
    });
  }
}
