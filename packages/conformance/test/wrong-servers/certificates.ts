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

/** Faults in the certificates that the server issues. */
export const certificates: readonly WrongServer[] = [
  {
    name: 'makes a root that is no CA',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) => replaceExtension(tbs, constraints({ cA: false }))),
  },
  {
    name: 'makes a root without pathLenConstraint',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) => replaceExtension(tbs, constraints({ cA: true }))),
  },
  {
    name: 'makes a root with basicConstraints not critical',
    clause: 'page',
    caughtBy: server,
    fault: makesRoots((tbs) =>
      replaceExtension(tbs, constraints({ cA: true, pathLenConstraint: 0 }, false)),
    ),
  },
  {
    name: 'makes a root without keyCertSign',
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
    name: 'writes the domain components of its root in reverse order',
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
    name: "makes ID-Certs with another actor's name as CN",
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => {
      tbs.subject = withAttribute(tbs.subject, 'CN', () => 'somebody-else');
    }),
  },
  {
    name: 'makes ID-Certs with CA true',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) =>
      replaceExtension(tbs, constraints({ cA: true, pathLenConstraint: 0 })),
    ),
  },
  {
    name: 'makes ID-Certs with keyCertSign',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature | keyCertSign))),
  },
  {
    name: 'makes ID-Certs with both digitalSignature and contentCommitment',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature | nonRepudiation))),
  },
  {
    name: 'makes ID-Certs with keyUsage not critical',
    clause: 'page',
    caughtBy: actor,
    fault: makesIdCerts((tbs) => replaceExtension(tbs, uses(digitalSignature, false))),
  },
  {
    name: "signs ID-Certs with another key than its certificate's",
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: certifies({ idCertKeys: newKeyPair() }),
  },
  {
    name: 'makes ID-Certs with another issuer',
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: makesIdCerts((tbs) => {
      tbs.issuer = nameOf(domainComponents('somebody@other.example.com'));
    }),
  },
  {
    name: "makes ID-Certs that end after the server's certificate",
    clause: 'page',
    caughtBy: 'getActorIdCerts/signed-by-the-server',
    fault: makesIdCerts(({ validity }) => {
      const end = new Date();
      end.setUTCFullYear(end.getUTCFullYear() + 20);
      validity.notAfter.utcTime = end;
    }),
  },
  {
    name: 'gives ID-Certs of two actors the same serial number',
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
