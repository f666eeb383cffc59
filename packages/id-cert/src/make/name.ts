import { objectIdentifier } from '../der/object-identifier.js';
import { tag as tags } from '../der/tags.js';
import { sequence, setOfOne, string } from '../der/write-der.js';
import { parseFid } from '../fid.js';
import { attributeType } from '../read/name.js';
import { checkSessionId } from '../session-id.js';

type Octets = Uint8Array<ArrayBuffer>;

/** A home server's name: its domain components, most significant first. */
export function serverName(domain: string): Octets {
  return sequence(...domainComponents(domain));
}

/**
 * An actor's name: domain components, UID (the FID), CN (the local part), uniqueIdentifier (the session ID). The
 * protocol's Rust library verifies no other order (R29).
 *
 * @throws {FidError} where `text` is not a Federation ID
 * @throws {IdCertError} `malformed`, where `sessionId` is not a session ID
 */
export function actorName(text: string, sessionId: string): Octets {
  const { fid, localPart, domain } = parseFid(text);
  checkSessionId(sessionId);
  return sequence(
    ...domainComponents(domain),
    attribute(attributeType.userId, tags.utf8String, fid),
    attribute(attributeType.commonName, tags.utf8String, localPart),
    attribute(attributeType.uniqueIdentifier, tags.ia5String, sessionId),
  );
}

function domainComponents(domain: string): Octets[] {
  const labels = domain.split('.').reverse();
  return labels.map((label) => attribute(attributeType.domainComponent, tags.ia5String, label));
}

function attribute(type: string, tag: number, value: string): Octets {
  return setOfOne(sequence(objectIdentifier(type), string(tag, value)));
}
