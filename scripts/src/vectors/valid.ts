import {
  basicConstraints,
  cn,
  dc,
  homeName,
  keyUsage,
  ou,
  rawExtension,
  rightSubject,
  sid,
  uid,
} from './parts.js';
import { publicKeys } from './public-keys.js';
import type { Recipe } from './recipe.js';

/** Valid ID-Certs: the file's name, its reason, and the differences from alice's usual ID-Cert. */
export const validIdCerts: readonly [name: string, reason: string, recipe: Partial<Recipe>][] = [
  ['ed25519', 'an Ed25519 key, the local part as CN: the usual form', {}],
  ['p256', 'a P-256 key', { publicKey: publicKeys.p256 }],
  ['rsa', 'an RSA key', { publicKey: publicKeys.rsa }],
  [
    'cn-whole-fid',
    'the whole FID as CN',
    { subject: rightSubject({ cn: [cn('alice@home.example.com')] }) },
  ],
  [
    'session-id-utf8-string',
    'the session ID as a UTF8String, which deployed software issues',
    { subject: rightSubject({ sid: [sid('client1', 'utf8String')] }) },
  ],
  [
    'session-id-printable-string',
    'the session ID as a PrintableString',
    { subject: rightSubject({ sid: [sid('client1', 'printableString')] }) },
  ],
  [
    'session-id-64',
    'a session ID of 64 characters',
    { subject: rightSubject({ sid: [sid('x'.repeat(64))] }) },
  ],
  [
    'session-id-punctuation',
    'a session ID of characters that RFC 4514 escapes',
    { subject: rightSubject({ sid: [sid(' #,+"\\<>;=/@ ')] }) },
  ],
  [
    'upper-case',
    'CN, domain and UID in upper case: a FID is case-insensitive',
    {
      subject: rightSubject({
        cn: [cn('ALICE')],
        dc: [dc('COM'), dc('Example'), dc('home')],
        uid: [uid('Alice@HOME.example.com')],
      }),
    },
  ],
  [
    'other-order',
    'another order of the attributes, that of the domain components kept',
    { subject: [...rightSubject({ dc: [] })].reverse().concat(homeName) },
  ],
  ['organisational-unit', 'an attribute more', { subject: rightSubject({ more: [ou('chat')] }) }],
  [
    'local-part-punctuation',
    'every kind of character that a local part may have',
    {
      subject: rightSubject({
        cn: [cn('a.b_c%d+e-0')],
        uid: [uid('a.b_c%d+e-0@home.example.com')],
      }),
    },
  ],
  ['no-basic-constraints', 'no basicConstraints', { extensions: [keyUsage(['digitalSignature'])] }],
  [
    'content-commitment',
    'contentCommitment in place of digitalSignature',
    { extensions: [basicConstraints(false), keyUsage(['nonRepudiation'])] },
  ],
  [
    'unknown-extension',
    'an unknown extension that is not critical',
    {
      extensions: [
        basicConstraints(false),
        keyUsage(['digitalSignature']),
        rawExtension('1.3.6.1.4.1.99999.1', false, '0500'),
      ],
    },
  ],
  ['serial-number-1', 'the serial number 1', { serialNumber: '01' }],
  ['serial-number-20-octets', 'a serial number of 20 octets', { serialNumber: '7f'.repeat(20) }],
  [
    'serial-number-sign-octet',
    'a serial number with a sign octet',
    { serialNumber: `00${'ff'.repeat(19)}` },
  ],
  [
    'validity-of-the-server',
    "the very validity of the home server's certificate",
    { notBefore: '2021-01-01T00:00:00Z', notAfter: '2049-12-31T23:59:59Z' },
  ],
];
