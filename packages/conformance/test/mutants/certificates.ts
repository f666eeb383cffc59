import { type Change, inFile } from './mutant.js';

/** The server looks at what it signs; here it is to sign what it should not. */
const unchecked: Change = {
  file: 'reference-server/dist/pki/id-cert-error.js',
  find: 'if (!holds)',
  replace: 'if (false)',
};

/** And here it is to sign what the chain does not allow. */
const untrusted: Change = {
  file: 'reference-server/dist/pki/check-id-cert.js',
  find: 'if (!holds)',
  replace: 'if (false)',
};

const actor = 'getActorIdCerts/id-cert-rules';
const server = 'getServerIdCert/keeps-the-rules';

/** The certificates that the server makes. */
export const certificates = [
  ...inFile('reference-server/dist/pki/server-certificate.js', [
    {
      name: 'makes a root that is no CA',
      clause: 'page',
      find: 'new BasicConstraintsExtension(true, 0, true)',
      replace: 'new BasicConstraintsExtension(false, undefined, true)',
      also: unchecked,
      caughtBy: server,
    },
    {
      name: 'makes a root without a bound on the length of the path',
      clause: 'page',
      find: 'new BasicConstraintsExtension(true, 0, true)',
      replace: 'new BasicConstraintsExtension(true, undefined, true)',
      also: unchecked,
      caughtBy: server,
    },
    {
      name: 'makes a root with basicConstraints that are not critical',
      clause: 'page',
      find: 'new BasicConstraintsExtension(true, 0, true)',
      replace: 'new BasicConstraintsExtension(true, 0, false)',
      also: unchecked,
      caughtBy: server,
    },
    {
      name: 'makes a root that may not sign certificates',
      clause: 'page',
      find: 'new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)',
      replace: 'new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)',
      also: unchecked,
      caughtBy: server,
    },
    {
      name: 'makes a root for a parent domain',
      clause: 'page',
      find: 'serverName(parseDomain(options.domain))',
      replace: "serverName(parseDomain('example.com'))",
      also: untrusted,
      caughtBy: 'getServerIdCert/names-its-domain',
    },
  ]),
  ...inFile('reference-server/dist/pki/distinguished-name.js', [
    {
      name: 'writes the domain components of its root the wrong way round',
      clause: 'page',
      find: 'return new Name(domainComponents(domain));',
      replace: 'return new Name(domainComponents(domain).reverse());',
      also: untrusted,
      caughtBy: 'getServerIdCert/names-its-domain',
    },
    {
      name: 'makes ID-Certs for another session',
      clause: 'page',
      find: '[{ ia5String: sessionId }]',
      replace: "[{ ia5String: 'another-session' }]",
      caughtBy: 'getActorIdCerts/session-id-narrows',
    },
    {
      name: 'makes ID-Certs for another actor',
      clause: 'page',
      find: '[{ utf8String: fid }]',
      replace: '[{ utf8String: `other-${fid}` }]',
      also: unchecked,
      caughtBy: actor,
    },
    {
      name: 'makes ID-Certs with the name of somebody else',
      clause: 'page',
      find: '[{ utf8String: localPart }]',
      replace: "[{ utf8String: 'somebody-else' }]",
      also: unchecked,
      caughtBy: actor,
    },
  ]),
  ...inFile('reference-server/dist/pki/id-cert.js', [
    {
      name: 'makes actors into CAs',
      clause: 'page',
      find: 'new BasicConstraintsExtension(false, undefined, true)',
      replace: 'new BasicConstraintsExtension(true, 0, true)',
      also: unchecked,
      caughtBy: actor,
    },
    {
      name: 'lets actors sign certificates',
      clause: 'page',
      find: 'KeyUsageFlags.digitalSignature, true',
      replace: 'KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign, true',
      also: unchecked,
      caughtBy: actor,
    },
    {
      name: 'gives a key both uses that exclude each other',
      clause: 'page',
      find: 'KeyUsageFlags.digitalSignature, true',
      replace: 'KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true',
      also: unchecked,
      caughtBy: actor,
    },
    {
      name: 'makes ID-Certs with a keyUsage that is not critical',
      clause: 'page',
      find: 'KeyUsageFlags.digitalSignature, true',
      replace: 'KeyUsageFlags.digitalSignature, false',
      also: unchecked,
      caughtBy: actor,
    },
    {
      name: 'signs ID-Certs with a key that nobody knows',
      clause: 'page',
      find: 'importKeyPair(request.issuer.privateKey)',
      replace: "importKeyPair((await import('./keys.js')).generateKeyPair().privateKey)",
      also: untrusted,
      caughtBy: 'getActorIdCerts/signed-by-the-server',
    },
    {
      name: 'names an issuer that is not the server',
      clause: 'page',
      find: "new Name(Buffer.from(issuer.subject.der, 'hex'))",
      replace: "new Name('DC=com,DC=example,DC=other')",
      also: untrusted,
      caughtBy: 'getActorIdCerts/signed-by-the-server',
    },
    {
      name: 'lets an ID-Cert outlive the certificate that signed it',
      clause: 'page',
      find: 'Math.min(request.notAfter, issuer.notAfter)',
      replace: 'issuer.notAfter + 1',
      also: untrusted,
      caughtBy: 'getActorIdCerts/signed-by-the-server',
    },
    {
      name: 'gives the certificates of two actors the same serial number',
      clause: 'page',
      find: 'randomSerialNumber()',
      replace:
        '(((issueIdCert.last ??= {})[request.fid] = (issueIdCert.last[request.fid] ?? 0x4000) + 1)).toString(16)',
      caughtBy: 'getActorIdCerts/serial-numbers',
    },
    {
      name: 'makes serial numbers of 21 octets',
      clause: 'page',
      find: 'randomSerialNumber()',
      replace: "randomSerialNumber() + 'a5a5a5a5a5'",
      also: unchecked,
      caughtBy: actor,
    },
  ]),
];
