import { keysOffCurve, otherKeys, smallOrderKeys } from './keys.js';
import {
  algorithm,
  asksFor,
  assembleRequest,
  attribute,
  bits,
  constraints,
  dcs,
  extension,
  ia5,
  oid,
  type RequestParts,
  rdn,
  seq,
  set,
  subjectOf,
  tagged,
  usage,
  utf8,
} from './raw.js';
import { toPem } from './sign.js';

type Row = readonly [name: string, what: string, parts: RequestParts];

const label = 'CERTIFICATE REQUEST';
const friendlyName = attribute('2a864886f70d010914', set(utf8('a')));
const challengePassword = attribute('2a864886f70d010907', set(utf8('a')));

const valid: readonly Row[] = [
  ['ed25519', 'an Ed25519 key: the usual form', {}],
  [
    'other-order',
    'the order and the string types of older software',
    {
      subject: seq(
        rdn(oid.sid, utf8('client1')),
        rdn(oid.uid, utf8('alice@home.example.com')),
        ...dcs('home.example.com'),
        rdn(oid.cn, utf8('alice')),
      ),
    },
  ],
  [
    'extensions',
    'asks for the extensions of an actor',
    { attributes: asksFor(constraints('3000'), usage('03020780')) },
  ],
  [
    'other-extensions',
    'asks for another extension, that is not critical',
    { attributes: asksFor(extension('551d11', seq('820161'), '')) },
  ],
  [
    'domain-punycode',
    'a label like Punycode, which readers leave alone',
    { subject: subjectOf('xn--a') },
  ],
  [
    'attributes',
    'two attributes, sorted',
    { attributes: tagged(0, challengePassword, friendlyName) },
  ],
];

const oneDer = 'must be exactly one PKCS #10 request in DER, without trailing data';

const malformed: readonly [rule: string, rows: readonly Row[]][] = [
  ['the version must be v1', [['version-2', 'v2', { version: '020101' }]]],
  [
    oneDer,
    [
      ['version-padded', 'the version has an octet too many', { version: '02020000' }],
      ['no-attributes', 'the attributes are missing', { attributes: '' }],
      [
        'attributes-unsorted',
        'two attributes, not sorted',
        { attributes: tagged(0, friendlyName, challengePassword) },
      ],
      [
        'attribute-without-value',
        'an attribute without a value',
        { attributes: tagged(0, attribute('2a864886f70d010914', set())) },
      ],
      [
        'attribute-twice',
        'an attribute twice',
        { attributes: tagged(0, friendlyName, friendlyName) },
      ],
      [
        'signature-unused-bits',
        'a signature with an unused bit that is set',
        { signature: (octets) => bits(Buffer.concat([octets, Buffer.of(1)]), '01') },
      ],
    ],
  ],
  [
    'the subject must have exactly one UID',
    [
      [
        'no-uid',
        'there is none',
        {
          subject: seq(
            ...dcs('home.example.com'),
            rdn(oid.cn, utf8('alice')),
            rdn(oid.sid, ia5('s1')),
          ),
        },
      ],
    ],
  ],
  [
    'the CN must be the local part of the UID, "alice", or the whole of it',
    [
      [
        'cn-of-another',
        'the CN of another',
        {
          subject: seq(
            ...dcs('home.example.com'),
            rdn(oid.uid, utf8('alice@home.example.com')),
            rdn(oid.cn, utf8('bob')),
            rdn(oid.sid, ia5('s1')),
          ),
        },
      ],
    ],
  ],
  [
    'the session ID must be 1 to 64 IA5 characters without control characters',
    [
      [
        'session-id-65',
        '65',
        {
          subject: seq(
            ...dcs('home.example.com'),
            rdn(oid.uid, utf8('alice@home.example.com')),
            rdn(oid.cn, utf8('alice')),
            rdn(oid.sid, ia5('x'.repeat(65))),
          ),
        },
      ],
    ],
  ],
  [
    'the domain must be the name of a host, no IP address',
    [['domain-ends-in-a-number', 'home.123', { subject: subjectOf('home.123') }]],
  ],
  [
    'basicConstraints must not have CA true',
    [['asks-for-ca', 'it asks to be a CA', { attributes: asksFor(constraints('30030101ff')) }]],
  ],
  [
    'keyUsage must not have keyCertSign',
    [
      [
        'asks-for-key-cert-sign',
        'it asks to sign certificates',
        { attributes: asksFor(usage('03020284')) },
      ],
    ],
  ],
  [
    'basicConstraints must be well-formed',
    [
      [
        'asks-for-octet-after',
        'an octet behind them',
        { attributes: asksFor(constraints('300000')) },
      ],
    ],
  ],
  [
    'the extension 2.5.29.17 must not be critical, as it is not known here',
    [
      [
        'asks-for-unknown-critical',
        'it asks for a critical one',
        { attributes: asksFor(extension('551d11', seq('820161'))) },
      ],
    ],
  ],
  [
    'the signature algorithm must be Ed25519, ECDSA with SHA-256 or RSA with SHA-256',
    [
      ['signature-ed25519-null', 'Ed25519 with NULL', { algorithm: algorithm('2b6570', '0500') }],
      [
        'signature-sha1-rsa',
        'RSA with SHA-1',
        { algorithm: algorithm('2a864886f70d010105', '0500') },
      ],
    ],
  ],
  [
    'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits',
    otherKeys.map(([name, what, key]): Row => [`key-${name}`, what, { key }]),
  ],
  [
    'the public key must be a point on its curve',
    keysOffCurve.map(([name, what, key]): Row => [`key-${name}`, what, { key }]),
  ],
  [
    'the public key must not be of small order',
    smallOrderKeys.map(([name, what, key]): Row => [`key-${name}`, what, { key }]),
  ],
  [
    'the request must be signed by its own key',
    [
      ['signed-by-another', 'it is by another', { signer: 'vectors, another session' }],
      [
        'signature-63-octets',
        'the signature has 63 octets',
        { signature: (octets) => bits(octets.subarray(1)) },
      ],
      [
        'another-algorithm',
        'it says ECDSA, the key is Ed25519',
        { algorithm: algorithm('2a8648ce3d040302') },
      ],
    ],
  ],
];

function pemForms() {
  const der = assembleRequest({});
  const pem = toPem(der, label);
  const onePem = 'must be exactly one PEM block "CERTIFICATE REQUEST", with nothing behind it';
  const taken = [
    ['text-before', 'a line of text in front of it', `subject=alice\n${pem}`],
    ['byte-order-mark', 'a byte order mark in front of it', `\uFEFF${pem}`],
    ['cr-lf', 'lines that end in CR LF', pem.replaceAll('\n', '\r\n')],
    ['new-label', 'the label of older software', toPem(der, `NEW ${label}`)],
  ] as const;
  const refused = [
    [onePem, 'empty', 'the file is empty', ''],
    [onePem, 'two-requests', 'there are two', pem + pem],
    [onePem, 'text-after', 'a line of text behind it', `${pem}alice\n`],
    [onePem, 'empty-line', 'an empty line in the Base64', pem.replace(/(\n.{64}\n)/, '$1\n')],
    [onePem, 'no-break-space-before', 'white space that is not ASCII', `\u00a0${pem}`],
    [onePem, 'certificate-label', 'the label of a certificate', toPem(der)],
    [onePem, 'two-labels', 'two labels', pem.replace('BEGIN', 'BEGIN NEW')],
    [
      oneDer,
      'trailing-octet',
      'an octet behind it',
      toPem(Buffer.concat([der, Buffer.of(0)]), label),
    ],
    [oneDer, 'cut-off', 'its last octet is missing', toPem(der.subarray(0, -1), label)],
    [
      'must have at most 8192 octets',
      'octets-8193',
      '8193 octets',
      toPem(Buffer.alloc(8193, 0x30), label),
    ],
  ] as const;
  return { taken, refused };
}

/** ID-CSRs: the file, what is expected, and the PEM. */
export function requestVectors() {
  const { taken, refused } = pemForms();
  const right = valid.map(
    ([name, reason, parts]) => [name, reason, toPem(assembleRequest(parts), label)] as const,
  );
  const wrong = malformed.flatMap(([rule, rows]) =>
    rows.map(
      ([name, what, parts]) => [rule, name, what, toPem(assembleRequest(parts), label)] as const,
    ),
  );
  return [
    ...[...right, ...taken].map(([name, reason, pem]) => ({
      file: `valid-${name}.pem`,
      valid: true,
      reason,
      pem,
    })),
    ...[...refused, ...wrong].map(([rule, name, what, pem]) => ({
      file: `invalid-${name}.pem`,
      valid: false,
      error: 'P2CORE_INVALID_ID_CSR' as const,
      reason: `${rule}; here: ${what}`,
      pem,
    })),
  ];
}
