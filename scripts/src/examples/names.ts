import { Name } from '@peculiar/x509';

const COMMON_NAME = '2.5.4.3';
const DOMAIN_COMPONENT = '0.9.2342.19200300.100.1.25';
const UID = '0.9.2342.19200300.100.1.1';
const UNIQUE_IDENTIFIER = '0.9.2342.19200300.100.1.44';

/** A home server's distinguished name: `DC=home,DC=example,DC=com` as RFC 4514 writes it; the order in DER is the reverse. */
export function serverName(domain: string): Name {
  return new Name(domainComponents(domain));
}

/** An actor's distinguished name: `CN=…,DC=…,UID=…,uniqueIdentifier=…` as RFC 4514 writes it. */
export function actorName(fid: string, sessionId: string): Name {
  const [localPart = '', domain = ''] = fid.split('@');
  return new Name([
    { [UNIQUE_IDENTIFIER]: [{ ia5String: sessionId }] },
    { [UID]: [{ utf8String: fid }] },
    ...domainComponents(domain),
    { [COMMON_NAME]: [{ utf8String: localPart }] },
  ]);
}

function domainComponents(domain: string) {
  return domain
    .split('.')
    .reverse()
    .map((label) => ({ [DOMAIN_COMPONENT]: [{ ia5String: label }] }));
}
