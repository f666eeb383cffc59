import type { Tbs } from './open-certificate.js';
import {
  basicConstraints,
  cn,
  dc,
  homeName,
  keyUsage,
  rawExtension,
  rightSubject,
  sid,
  uid,
} from './parts.js';
import type { Recipe } from './recipe.js';

type Row = readonly [name: string, what: string, recipe: Partial<Recipe>];

const subject = (parts: Parameters<typeof rightSubject>[0]) => ({ subject: rightSubject(parts) });
const sign = keyUsage(['digitalSignature']);
const ca = basicConstraints(false);

/** ID-Certs that break one rule each, by the rule. The home server's key signs them like valid ones. */
export const malformedIdCerts: readonly [rule: string, rows: readonly Row[]][] = [
  [
    'the version must be v3',
    [
      ['version-1', 'v1', { tweak: version(0) }],
      ['version-2', 'v2', { tweak: version(1) }],
    ],
  ],
  [
    'the serial number must be positive',
    [
      ['serial-number-0', 'serial number 0', { serialNumber: '00' }],
      ['serial-number-negative', 'serial number -1', { serialNumber: 'ff' }],
    ],
  ],
  [
    'the serial number must have at most 20 octets',
    [
      ['serial-number-21-octets', '21 octets', { serialNumber: '01'.repeat(21) }],
      [
        'serial-number-20-octets-and-sign',
        '20 octets and a sign octet',
        { serialNumber: `00${'ff'.repeat(20)}` },
      ],
    ],
  ],
  [
    'notBefore must not be after notAfter',
    [
      [
        'validity-backwards',
        'it ends a second before it begins',
        { notAfter: '2021-01-31T23:59:59Z' },
      ],
    ],
  ],
  [
    'the subject must have exactly one CN',
    [
      ['no-cn', 'no CN', subject({ cn: [] })],
      ['two-cns', 'two CNs', subject({ cn: [cn('alice'), cn('alice')] })],
    ],
  ],
  [
    'the CN must be the local part of the UID, "alice", or the whole of it',
    [
      ['cn-of-another', 'the CN of another', subject({ cn: [cn('bob')] })],
      ['cn-half-fid', 'a CN that only begins like the FID', subject({ cn: [cn('alice@home')] })],
      ['cn-empty', 'an empty CN', subject({ cn: [cn('')] })],
    ],
  ],
  [
    'the CN must be the local part of the UID, "kate", or the whole of it',
    [
      [
        'cn-kelvin-sign',
        'the Kelvin sign in place of its "k"',
        subject({ cn: [cn('\u212aate')], uid: [uid('kate@home.example.com')] }),
      ],
    ],
  ],
  [
    'the CN must be a UTF8String',
    [
      ['cn-bmp-string', 'a BMPString', subject({ cn: [cn('alice', 'bmpString')] })],
      [
        'cn-printable-string',
        'a PrintableString',
        subject({ cn: [cn('alice', 'printableString')] }),
      ],
    ],
  ],
  [
    'the subject must have exactly one UID',
    [
      ['no-uid', 'no UID', subject({ uid: [] })],
      [
        'two-uids',
        'two UIDs',
        subject({ uid: [uid('alice@home.example.com'), uid('bob@home.example.com')] }),
      ],
    ],
  ],
  [
    'the UID must be a Federation ID, local@domain',
    [
      ['uid-without-domain', 'no domain', subject({ uid: [uid('alice')] })],
      ['uid-with-space', 'a space at the end', subject({ uid: [uid('alice@home.example.com ')] })],
      [
        'uid-not-ascii',
        'a letter outside ASCII',
        subject({ uid: [uid('élise@home.example.com')] }),
      ],
    ],
  ],
  [
    "the domain components must be those of the UID's domain, most significant first: com, example, home",
    [
      ['no-dc', 'none', subject({ dc: [] })],
      ['dc-reversed', 'the other way round', subject({ dc: [...homeName].reverse() })],
      ['dc-too-few', 'one less', subject({ dc: homeName.slice(0, 2) })],
      ['dc-too-many', 'one more', subject({ dc: [...homeName, dc('a')] })],
      [
        'dc-of-another',
        'those of another domain',
        subject({ dc: [dc('com'), dc('example'), dc('away')] }),
      ],
    ],
  ],
  [
    "each domain component must be one label of the domain's",
    [['dc-whole-domain', 'the whole domain in one', subject({ dc: [dc('home.example.com')] })]],
  ],
  [
    'each domain component must be an IA5String',
    [
      [
        'dc-utf8-string',
        'a UTF8String',
        subject({ dc: [dc('com'), dc('example', 'utf8String'), dc('home')] }),
      ],
    ],
  ],
  [
    'the subject must have exactly one uniqueIdentifier',
    [
      ['no-session-id', 'none', subject({ sid: [] })],
      ['two-session-ids', 'two', subject({ sid: [sid('s1'), sid('s2')] })],
    ],
  ],
  [
    'the session ID must be 1 to 64 IA5 characters without control characters',
    [
      ['session-id-empty', 'none', subject({ sid: [sid('')] })],
      ['session-id-65', '65', subject({ sid: [sid('x'.repeat(65))] })],
      ['session-id-tab', 'a tab', subject({ sid: [sid('a\tb')] })],
      ['session-id-newline', 'a newline at the end', subject({ sid: [sid('a\n')] })],
      ['session-id-not-ascii', 'a UTF-8 letter', subject({ sid: [sid('é', 'utf8String')] })],
    ],
  ],
  [
    'basicConstraints must not have CA true',
    [['ca', 'an actor that is a CA', { extensions: [basicConstraints(true), sign] }]],
  ],
  [
    'basicConstraints must be critical',
    [
      [
        'basic-constraints-not-critical',
        'they are not',
        { extensions: [basicConstraints(false, undefined, false), sign] },
      ],
    ],
  ],
  [
    'no extension may occur twice',
    [
      [
        'basic-constraints-twice',
        'basicConstraints',
        { extensions: [ca, basicConstraints(true), sign] },
      ],
      ['key-usage-twice', 'keyUsage', { extensions: [ca, sign, keyUsage(['keyCertSign'])] }],
    ],
  ],
  [
    'keyUsage must be critical',
    [
      [
        'key-usage-not-critical',
        'it is not',
        { extensions: [ca, keyUsage(['digitalSignature'], false)] },
      ],
    ],
  ],
  [
    'keyUsage must not have keyCertSign',
    [
      [
        'key-cert-sign',
        'it has',
        { extensions: [ca, keyUsage(['digitalSignature', 'keyCertSign'])] },
      ],
    ],
  ],
  [
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
    [
      ['no-key-usage', 'there is no keyUsage', { extensions: [ca] }],
      ['key-usage-neither', 'neither', { extensions: [ca, keyUsage(['keyAgreement'])] }],
      [
        'key-usage-both',
        'both',
        { extensions: [ca, keyUsage(['digitalSignature', 'nonRepudiation'])] },
      ],
    ],
  ],
  [
    'the extension 1.3.6.1.4.1.99999.1 must not be critical, as it is not known here',
    [
      [
        'unknown-critical-extension',
        'it is',
        { extensions: [ca, sign, rawExtension('1.3.6.1.4.1.99999.1', true, '0500')] },
      ],
    ],
  ],
  [
    'keyUsage must be well-formed',
    [
      [
        'key-usage-integer',
        'keyUsage is an INTEGER',
        { extensions: [ca, rawExtension('2.5.29.15', true, '020101')] },
      ],
    ],
  ],
  [
    'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits',
    [
      [
        'unknown-key-algorithm',
        'it is of 1.3.6.1.4.1.99999.2',
        {
          tweak: unknownKeyAlgorithm,
        },
      ],
    ],
  ],
];

/** The INTEGER of a version is one less than its name: v3 is 2. */
function version(integer: number): Recipe['tweak'] {
  return (tbs) => {
    tbs.version = integer;
  };
}

function unknownKeyAlgorithm(tbs: Tbs): void {
  tbs.subjectPublicKeyInfo.algorithm.algorithm = '1.3.6.1.4.1.99999.2';
}
