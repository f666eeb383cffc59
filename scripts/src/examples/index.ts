import { alice, now, unixTime } from './cast.js';
import { makeChallenge } from './challenge.js';
import { makeEvents } from './events.js';
import { exampleFile } from './example-file.js';
import { issueIdCerts } from './issued.js';
import { keyMaterialExamples } from './key-material.js';
import { makeKeyPackage } from './mls-key-package.js';
import { sessionExamples } from './sessions.js';

/**
 * The contract's examples except errors: the text of each file by its name. Their certificates verify, their KeyPackages are
 * valid, and every run makes the same octets.
 */
export async function makeExamples(): Promise<Record<string, string>> {
  const { phone, laptop } = alice;
  const idCerts = await issueIdCerts();
  const timestamp = String(now);
  const ofThePhone = await makeKeyPackage(idCerts.phone, phone.idCert.keyLabel);
  const ofTheLaptop = await makeKeyPackage(idCerts.laptop, laptop.idCert.keyLabel);
  return {
    'challenge.yaml': exampleFile('A challenge that is void after five minutes', makeChallenge()),
    'server-id-cert.yaml': exampleFile(
      'The root certificate of home.example.com',
      idCerts.home.toString(),
    ),
    'server-public-key.yaml': exampleFile(
      'The public key of home.example.com',
      idCerts.home.publicKey.export({ format: 'pem', type: 'spki' }),
    ),
    'rotated-server-id-cert.yaml': exampleFile(
      'The root certificate of home.example.com after it has replaced its key',
      idCerts.rotatedHome.toString(),
    ),
    'filter-by-timestamp.yaml': exampleFile('What held on 2021-05-03', { timestamp }),
    'filter-by-number-timestamp.yaml': exampleFile(
      'What held on 2021-05-03, the time as a number',
      { timestamp: now },
    ),
    'filter-by-timestamp-and-session.yaml': exampleFile('What one session had on 2021-05-03', {
      timestamp,
      session_id: laptop.sessionId,
    }),
    'actor-id-certs.yaml': exampleFile(
      'Two sessions, the ID-Cert of the first invalidated before it expired',
      {
        idcerts: [idCerts.phone.toString(), idCerts.laptop.toString()],
        invalidated: [true, false],
        invalidated_at: [unixTime(phone.invalidSince), null],
      },
    ),
    'no-actor-id-certs.yaml': exampleFile('No ID-Cert held at that time', {
      idcerts: [],
      invalidated: [],
      invalidated_at: [],
    }),
    'session-id-cert.yaml': exampleFile(
      'The new ID-Cert of the session',
      idCerts.renewedLaptop.toString(),
    ),
    'session.yaml': exampleFile('The session to end', { session_id: laptop.sessionId }),
    'key-packages.yaml': exampleFile('One KeyPackage for each of two sessions', [
      ofThePhone,
      ofTheLaptop,
    ]),
    'new-key-packages.yaml': exampleFile('One KeyPackage of the laptop', [ofTheLaptop]),
    'last-resort-key-package.yaml': exampleFile('A KeyPackage of the phone', ofThePhone),
    'events.yaml': exampleFile(
      'An invalidated ID-Cert, a new server certificate, a new session',
      makeEvents(idCerts),
    ),
    ...(await sessionExamples(idCerts)),
    ...keyMaterialExamples(),
  };
}
