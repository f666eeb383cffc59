import { KeyUsageFlags, type TBSCertificate } from '@peculiar/asn1-x509';
import { domainComponents, nameOf, octets } from '../../src/certificates/forge.js';
import { valuesOf } from '../../src/certificates/name.js';
import {
  certifies,
  constraints,
  newKeyPair,
  replaceExtension,
  uses,
  withAttribute,
} from './harness/certificates.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const actor = 'getActorIdCerts/id-cert-rules';
const server = 'getServerIdCert/keeps-the-rules';

const makesRoots = (root: (tbs: TBSCertificate) => void): NewFault => certifies({ root });
const makesIdCerts = (idCert: (tbs: TBSCertificate) => void): NewFault => certifies({ idCert });

const { digitalSignature, keyCertSign, nonRepudiation } = KeyUsageFlags;

const nameRoot = (name: TBSCertificate['subject']) => (tbs: TBSCertificate) => {
  tbs.subject = name;
  tbs.issuer = name;
};

/** The certificates that the server makes. */
export const certificates: readonly WrongServer[] = [
  {
    name: 'makes a root that is no CA',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) => replaceExtension(tbs, constraints({ cA: false }))),
  },
  {
    name: 'makes a root without a bound on the length of the path',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) => replaceExtension(tbs, constraints({ cA: true }))),
  },
  {
    name: 'makes a root with basicConstraints that are not critical',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) =>
      replaceExtension(tbs, constraints({ cA: true, pathLenConstraint: 0 }, false)),
    ),
  },
  {
    name: 'makes a root that may not sign certificates',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) => replaceExtension(tbs, uses(digitalSignature))),
  },
  {
    name: 'makes a root for a parent domain',
    clause: 'page',
    caughtBy: 'getServerIdCert/names-its-domain',
    fault: makesRoots(nameRoot(nameOf(domainComponents('somebody@example.com')))),
  },
  {
    name: 'writes the domain components of its root the wrong way round',
    clause: 'page',
    caughtBy: 'getServerIdCert/names-its-domain',
    fault: makesRoots((tbs) => nameRoot(nameOf([...tbs.subject].reverse()))(tbs)),
  },
  {
    name: 'makes ID-Certs for another session',
    clause: 'page',
    caughtBy: 'getActorIdCerts/session-id-narrows',
    fault: makesIdCerts((tbs) => {
      tbs.subject = withAttribute(tbs.subject, 'uniqueIdentifier', () => 'another-session');
    }),
  },
  {
    name: 'makes ID-Certs for another actor',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => {
      tbs.subject = withAttribute(tbs.subject, 'UID', (fid) => `other-${fid}`);
    }),
  },
  {
    name: 'makes ID-Certs with the name of somebody else',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => {
      tbs.subject = withAttribute(tbs.subject, 'CN', () => 'somebody-else');
    }),
  },
  {
    name: 'makes actors into CAs',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) =>
      replaceExtension(tbs, constraints({ cA: true, pathLenConstraint: 0 })),
    ),
  },
  {
    name: 'lets actors sign certificates',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature | keyCertSign))),
  },
  {
    name: 'gives a key both uses that exclude each other',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature | nonRepudiation))),
  },
  {
    name: 'makes ID-Certs with a keyUsage that is not critical',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature, false))),
  },
  {
    name: 'signs ID-Certs with a key that nobody knows',
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: certifies({ idCertKeys: newKeyPair() }),
  },
  {
    name: 'names an issuer that is not the server',
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: makesIdCerts((tbs) => {
      tbs.issuer = nameOf(domainComponents('somebody@other.example.com'));
    }),
  },
  {
    name: 'lets an ID-Cert outlive the certificate that signed it',
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: makesIdCerts(({ validity }) => {
      const end = new Date();
      end.setUTCFullYear(end.getUTCFullYear() + 20);
      validity.notAfter.utcTime = end;
    }),
  },
  {
    name: 'gives the certificates of two actors the same serial number',
    clause: 'page',
    caughtBy: 'getActorIdCerts/serial-numbers',
    fault: () => {
      const counts = new Map<string, number>();
      const numbered = makesIdCerts((tbs) => {
        const [uid] = valuesOf(tbs.subject, 'UID');
        const count = (counts.get(uid?.utf8String ?? '') ?? 0x4000) + 1;
        counts.set(uid?.utf8String ?? '', count);
        tbs.serialNumber = octets(count.toString(16));
      });
      return numbered();
    },
  },
  {
    name: 'makes serial numbers of 21 octets',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => {
      tbs.serialNumber = octets(Buffer.alloc(21, 0x25));
    }),
  },
];
