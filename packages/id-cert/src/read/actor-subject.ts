import { demand, FidError, IdCertError } from '../errors.js';
import { type Fid, parseFid, toLowerCase } from '../fid.js';
import { checkSessionId } from '../session-id.js';
import { checkHost } from './host.js';
import {
  attributesOf,
  attributeType,
  type DistinguishedName,
  domainOf,
  type StringType,
} from './name.js';

/** The subject of an ID-Cert or ID-CSR: one session of one actor. */
export interface ActorSubject {
  /** The actor's Federation ID, in lower case. */
  readonly fid: string;
  readonly sessionId: string;
}

const anyType: readonly StringType[] = ['UTF8String', 'PrintableString', 'IA5String'];

/**
 * Checks and reads an actor's subject; the rules are the same for an ID-Cert and an ID-CSR. Of the order, only that of
 * the domain components matters. Other attributes are ignored.
 *
 * @throws {IdCertError} `malformed`
 */
export function readActorSubject(subject: DistinguishedName): ActorSubject {
  const { fid, localPart, domain } = readFid(
    theOne(subject, 'UID', attributeType.userId, ['UTF8String']),
  );
  const commonName = toLowerCase(theOne(subject, 'CN', attributeType.commonName, ['UTF8String']));
  demand(
    commonName === localPart || commonName === fid,
    `the CN must be the local part of the UID, "${localPart}", or the whole of it`,
  );
  checkHost(domain);
  demand(
    domainOf(subject) === domain,
    `the domain components must be those of the UID's domain, most significant first: ${domain
      .split('.')
      .reverse()
      .join(', ')}`,
  );
  const { uniqueIdentifier } = attributeType;
  const sessionId = theOne(subject, 'uniqueIdentifier', uniqueIdentifier, anyType);
  checkSessionId(sessionId);
  return { fid, sessionId };
}

function theOne(
  subject: DistinguishedName,
  label: string,
  type: string,
  types: readonly StringType[],
): string {
  const [attribute, ...more] = attributesOf(subject, type);
  demand(
    attribute !== undefined && more.length === 0,
    `the subject must have exactly one ${label}`,
  );
  const { value, stringType } = attribute;
  const isOfType = value !== undefined && types.some((each) => each === stringType);
  demand(isOfType, `the ${label} must be a ${types.join(', ').replace(/, (?=\w+$)/, ' or ')}`);
  return value;
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
