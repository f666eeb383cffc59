import { keysOffCurve, otherKeys, rsaKey, smallOrderKeys } from './keys.js';
import {
  algorithm,
  assemble,
  attribute,
  bits,
  constraints,
  dcs,
  ed25519,
  extension,
  extensions,
  generalizedTime,
  ia5,
  oid,
  type Parts,
  rdn,
  seq,
  set,
  sign7,
  subjectOf,
  text,
  tlv,
  unknown,
  usage,
  utcTime,
  utf8,
} from './raw.js';

type Row = readonly [name: string, what: string, parts: Parts];

const more = (...parts: readonly Buffer[]) => ({ subject: subjectOf(undefined, parts) });
const withExtension = (...listed: readonly Buffer[]) => ({
  rest: extensions(constraints('3000'), sign7, ...listed),
});
const rightExtensions = extensions(constraints('3000'), sign7);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    extension(`2b06010401868d1f${(index + 2).toString(16).padStart(2, '0')}`, '0500', ''),
  );

/** An ID-Cert of exactly this many octets. */
function ofLength(length: number): Parts {
  const sized = (octets: number) => withExtension(unknown(tlv(4, Buffer.alloc(octets))));
  const overhead = assemble(sized(7000)).length - 7000;
  return sized(length - overhead);
}

/** An object identifier of this many octets in an extension. */
const oidOf = (octets: number) =>
  withExtension(
    extension(
      Buffer.concat([Buffer.from('2b', 'hex'), Buffer.alloc(octets - 1, 0x01)]),
      '0500',
      '',
    ),
  );

const oneDer = 'must be exactly one X.509 certificate in DER, without trailing data';
const subjectRule = 'the subject must be well-formed';
const times = (label: string) =>
  `${label} must be a UTCTime to 2049 or a GeneralizedTime from 2050, in Z and to the second`;
const keyRule = 'the public key must be Ed25519, P-256 or RSA of 2048 to 4096 bits';

/** ID-Certs at the limits of the profile. */
export const strictlyValid: readonly Row[] = [
  [
    'order-of-the-reference-server',
    "the order of attributes that the protocol's Rust library verifies",
    {},
  ],
  ['octets-8192', 'exactly 8192 octets', ofLength(8192)],
  ['oid-128-octets', 'an object identifier of 128 octets', oidOf(128)],
  [
    'oid-of-a-uuid',
    'an extension of the object identifier 2.25 with a UUID',
    withExtension(extension('6983b5f0e3d9c4a2f1b0e8d7c6b5a49382716001', '0500', '')),
  ],
  ['extensions-16', 'sixteen extensions', withExtension(...numbered(14))],
  [
    'two-attributes-in-one-part',
    'a part of the name with two attributes, sorted',
    more(set(attribute(oid.o, utf8('a')), attribute(oid.ou, utf8('b')))),
  ],
  [
    'rsa-2048-exponent-3',
    'an RSA key of 2048 bits with the exponent 3',
    { key: rsaKey(2048, { exponent: '020103' }) },
  ],
  ['rsa-4096', 'an RSA key of 4096 bits', { key: rsaKey(4096) }],
  ['leap-day', 'a validity from a leap day on', { notBefore: utcTime('240229000000Z') }],
  [
    'universal-string',
    'a UniversalString with a character of more than 16 bits',
    more(rdn(oid.ou, tlv(0x1c, '0001f600'))),
  ],
  [
    'unique-ids',
    'unique IDs of the issuer and of the subject, with unused bits',
    { rest: Buffer.concat([tlv(0x81, '0780'), tlv(0x82, '01fe'), rightExtensions]) },
  ],
  [
    'key-usage-64-bits',
    'a keyUsage of 64 bits, of which the standard names nine',
    { rest: extensions(constraints('3000'), usage('0309008000000000000001')) },
  ],
  [
    'oid-component-8-octets',
    'an object identifier of one component in eight octets',
    withExtension(extension(`${'ff'.repeat(7)}7f`, '0500', '')),
  ],
];

/** ID-Certs that a lax reader of DER, keys or times would accept. */
export const strictlyMalformed: readonly [rule: string, rows: readonly Row[]][] = [
  [
    oneDer,
    [
      ['serial-number-padded', 'the serial number has an octet too many', { serial: '0203001234' }],
      ['serial-number-of-no-octets', 'the serial number has no octets', { serial: '0200' }],
      [
        'length-inside-too-long',
        'a length inside is in more octets than it needs',
        { serial: '0281021234' },
      ],
      [
        'critical-false',
        'critical FALSE is written out',
        withExtension(extension(oid.unknown, '0500', '010100')),
      ],
      [
        'boolean-01',
        'a BOOLEAN is 01',
        { rest: extensions(extension(oid.keyUsage, '03020780', '010101')) },
      ],
      [
        'element-after-extensions',
        'an element behind the extensions',
        {
          rest: Buffer.concat([extensions(constraints('3000'), sign7), Buffer.from('0500', 'hex')]),
        },
      ],
      ['element-after-signature', 'an element behind the signature', { behind: '0500' }],
      [
        'element-in-an-extension',
        'a fourth element in an extension',
        { rest: extensions(seq(tlv(6, oid.keyUsage), '0101ff', tlv(4, '03020780'), '0500')) },
      ],
      [
        'unsorted-set',
        'a part of the name with two attributes, not sorted',
        more(set(attribute(oid.ou, utf8('b')), attribute(oid.o, utf8('a')))),
      ],
      [
        'constructed-string',
        'a string in parts',
        more(rdn(oid.ou, tlv(0x2c, utf8('a'), utf8('b')))),
      ],
      [
        'utf8-string-not-utf8',
        'a UTF8String that is not UTF-8',
        more(rdn(oid.ou, tlv(0x0c, 'ff'))),
      ],
      [
        'ia5-string-not-ascii',
        'an IA5String with an octet above 127',
        more(rdn(oid.ou, tlv(0x16, 'e9'))),
      ],
      [
        'printable-string-star',
        'a PrintableString with an asterisk',
        more(rdn(oid.ou, text(0x13, '*'))),
      ],
      [
        'bmp-string-half',
        'a BMPString with half a surrogate pair',
        more(rdn(oid.ou, tlv(0x1e, 'd800'))),
      ],
      [
        'teletex-string-not-ascii',
        'a TeletexString with a character that is not ASCII',
        more(rdn(oid.ou, tlv(0x14, 'e9'))),
      ],
      [
        'bmp-string-surrogates',
        'a BMPString with a surrogate pair, which is UTF-16 and not UCS-2',
        more(rdn(oid.ou, tlv(0x1e, 'd83dde00'))),
      ],
      [
        'universal-string-surrogate',
        'a UniversalString with half a surrogate pair',
        more(rdn(oid.ou, tlv(0x1c, '0000d800'))),
      ],
      [
        'unique-id-unused-bits',
        'a unique ID with an unused bit that is set',
        { rest: Buffer.concat([tlv(0x81, '0781'), rightExtensions]) },
      ],
      ['oid-padded', 'an object identifier with padding', more(rdn('80550b', utf8('a')))],
      ['oid-cut-off', 'an object identifier that does not end', more(rdn('5504ff', utf8('a')))],
      ['oid-of-no-octets', 'an object identifier of no octets', more(rdn('', utf8('a')))],
      [
        'signature-unused-bits',
        'a signature with an unused bit that is set',
        { signature: (octets) => bits(Buffer.concat([octets, Buffer.of(1)]), '01') },
      ],
    ],
  ],
  ['must have at most 8192 octets', [['octets-8193', '8193 octets', ofLength(8193)]]],
  [
    'no object identifier may have more than 128 octets',
    [
      ['oid-129-octets', '129 octets', oidOf(129)],
      [
        'oid-7000-octets',
        '7000 octets, each a component',
        withExtension(extension(Buffer.alloc(7000, 0x01), '0500', '')),
      ],
    ],
  ],
  [
    'there must be at most 16 extensions',
    [['extensions-17', 'seventeen', withExtension(...numbered(15))]],
  ],
  [
    subjectRule,
    [
      ['empty-part-of-name', 'an empty part', more(set())],
      [
        'attribute-twice-in-one-part',
        'an attribute twice in one part',
        more(set(attribute(oid.ou, utf8('a')), attribute(oid.ou, utf8('b')))),
      ],
      ['attribute-integer', 'an attribute that is an INTEGER', more(rdn(oid.ou, tlv(2, '01')))],
      ['attribute-bit-string', 'an attribute that is a BIT STRING', more(rdn(oid.ou, bits('01')))],
      [
        'attribute-octet-string',
        'an attribute that is an OCTET STRING',
        more(rdn(oid.ou, tlv(4, '61'))),
      ],
      [
        'attribute-visible-string',
        'an attribute that is a VisibleString',
        more(rdn(oid.ou, text(0x1a, 'a'))),
      ],
    ],
  ],
  [
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
    [['no-extensions', 'there are no extensions', { rest: '' }]],
  ],
  [
    'basicConstraints must be well-formed',
    [
      [
        'basic-constraints-octet-after',
        'an octet behind it',
        { rest: extensions(constraints('300000'), sign7) },
      ],
      [
        'basic-constraints-element-more',
        'an element more in it',
        { rest: extensions(constraints('30020500'), sign7) },
      ],
      [
        'basic-constraints-false',
        'FALSE is written out',
        { rest: extensions(constraints('3003010100'), sign7) },
      ],
      [
        'basic-constraints-boolean-01',
        'a BOOLEAN is 01',
        { rest: extensions(constraints('3003010101'), sign7) },
      ],
      [
        'basic-constraints-length',
        'a length in more octets than it needs',
        { rest: extensions(constraints('308100'), sign7) },
      ],
      [
        'basic-constraints-path-of-no-ca',
        'a path length without CA',
        { rest: extensions(constraints('3003020100'), sign7) },
      ],
    ],
  ],
  [
    'keyUsage must be well-formed',
    [
      ['key-usage-octet-after', 'an octet behind it', { rest: extensions(usage('0302078000')) }],
      ['key-usage-zero-bits', 'zero bits at its end', { rest: extensions(usage('03020080')) }],
      [
        'key-usage-unused-bits-set',
        'an unused bit is set',
        { rest: extensions(usage('03020781')) },
      ],
      ['key-usage-8-unused-bits', 'eight unused bits', { rest: extensions(usage('03020880')) }],
      ['key-usage-no-octets', 'no octets', { rest: extensions(usage('0300')) }],
      [
        'key-usage-decipher-only',
        'decipherOnly without keyAgreement',
        { rest: extensions(usage('0303078080')) },
      ],
    ],
  ],
  [
    'the extension 1.3.6.1.4.1.99999.1 must be well-formed',
    [
      ['unknown-extension-no-der', 'it is no DER', withExtension(unknown('ff'))],
      ['unknown-extension-octet-after', 'an octet behind it', withExtension(unknown('050000'))],
      [
        'unknown-extension-inside',
        'an INTEGER inside has an octet too many',
        withExtension(unknown(seq('02020001'))),
      ],
    ],
  ],
  [
    'both signature algorithms must be the same',
    [
      [
        'two-signature-algorithms',
        'Ed25519 beside ECDSA',
        { inside: algorithm('2a8648ce3d040302'), beside: ed25519 },
      ],
      ['two-parameters', 'one has NULL', { inside: ed25519, beside: algorithm('2b6570', '0500') }],
    ],
  ],
  [
    'the signature algorithm must be Ed25519, ECDSA with SHA-256 or RSA with SHA-256',
    (
      [
        ['ed25519-null', 'Ed25519 with NULL', algorithm('2b6570', '0500')],
        ['md5-rsa', 'RSA with MD5', algorithm('2a864886f70d010104', '0500')],
        ['sha1-rsa', 'RSA with SHA-1', algorithm('2a864886f70d010105', '0500')],
        ['sha512-rsa', 'RSA with SHA-512', algorithm('2a864886f70d01010d', '0500')],
        ['ecdsa-sha1', 'ECDSA with SHA-1', algorithm('2a8648ce3d0401')],
        ['ecdsa-sha384', 'ECDSA with SHA-384', algorithm('2a8648ce3d040303')],
        ['ecdsa-null', 'ECDSA with NULL', algorithm('2a8648ce3d040302', '0500')],
        ['ed448', 'Ed448', algorithm('2b6571')],
      ] as const
    ).map(([name, what, inside]): Row => [`signature-${name}`, what, { inside }]),
  ],
  [keyRule, otherKeys.map(([name, what, key]): Row => [`key-${name}`, what, { key }])],
  [
    'the public key must be a point on its curve',
    keysOffCurve.map(([name, what, key]): Row => [`key-${name}`, what, { key }]),
  ],
  [
    'the public key must not be of small order',
    smallOrderKeys.map(([name, what, key]): Row => [`key-${name}`, what, { key }]),
  ],
  [
    times('notBefore'),
    (
      [
        ['no-seconds', 'no seconds', utcTime('2102010000Z')],
        ['offset', 'an offset in place of Z', utcTime('210201000000+0000')],
        ['no-zone', 'no zone', utcTime('210201000000')],
        ['fraction', 'a GeneralizedTime with a fraction', generalizedTime('20500201000000.5Z')],
        ['generalized-2021', 'a GeneralizedTime before 2050', generalizedTime('20210201000000Z')],
        ['february-30', 'the 30th of February', utcTime('210230000000Z')],
        ['month-13', 'the thirteenth month', utcTime('211301000000Z')],
        ['hour-24', 'hour 24', utcTime('210201240000Z')],
        ['second-60', 'second 60', utcTime('210201000060Z')],
        ['ia5-string', 'an IA5String', ia5('210201000000Z')],
        ['byte-order-mark', 'a byte order mark in front', utcTime('\uFEFF210201000000Z')],
      ] as const
    ).map(([name, what, notBefore]): Row => [`not-before-${name}`, what, { notBefore }]),
  ],
  [
    times('notAfter'),
    [
      [
        'not-after-generalized-2049',
        'a GeneralizedTime before 2050',
        { notAfter: generalizedTime('20491231235959Z') },
      ],
    ],
  ],
  [
    'notBefore must not be before 1970',
    [['not-before-1969', '1969', { notBefore: utcTime('691231235959Z') }]],
  ],
  [
    'the domain must be the name of a host, no IP address',
    (
      [
        ['ends-in-a-number', 'home.123', 'home.123'],
        ['ip-address', '1.2.3.4', '1.2.3.4'],
        ['hexadecimal', 'home.0x7f', 'home.0x7f'],
        [
          '254-characters',
          '254 characters',
          Array.from({ length: 4 }, () => 'x'.repeat(60))
            .join('.')
            .concat('.', 'y'.repeat(10)),
        ],
      ] as const
    ).map(
      ([name, what, domain]): Row => [
        `domain-${name}`,
        what,
        { subject: subjectOf(domain), issuer: seq(...dcs(domain)) },
      ],
    ),
  ],
];

/** A well-formed ID-Cert whose signature is one octet too short. */
export const shortSignature: Parts = { signature: (octets) => bits(octets.subarray(1)) };
