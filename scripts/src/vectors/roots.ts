import { smallOrderKeys } from './keys.js';
import { integer, order, p256Root, rsaRoot, withOrderAdded } from './other-signers.js';
import {
  algorithm,
  assembleRoot,
  bits,
  constraints,
  dcs,
  extension,
  extensions,
  oid,
  type Parts,
  rdn,
  seq,
  tlv,
  usage,
  utcTime,
  utf8,
} from './raw.js';
import { toPem } from './sign.js';

type Row = readonly [name: string, what: string, parts: Parts];

const home = dcs('home.example.com');
const named = (...parts: readonly Buffer[]) => ({ issuer: seq(...parts), subject: seq(...parts) });
const isCa = constraints('30060101ff020100');
const signs = usage('03020204');

const lowest = (s: bigint) => (s > order / 2n ? order - s : s);

const valid: readonly Row[] = [
  ['ed25519', 'an Ed25519 key: the usual form', {}],
  ['upper-case', 'a domain in upper case', named(...dcs('HOME.example.com'))],
  ['one-label', 'a domain without dots', named(...dcs('localhost'))],
  ['domain-punycode', 'a label like Punycode, which readers leave alone', named(...dcs('xn--a'))],
  ['p256', 'a P-256 key', p256Root()],
  [
    'p256-low-s',
    'a P-256 key, and the lower of the two numbers that s may be',
    p256Root((r, s) => seq(integer(r), integer(lowest(s)))),
  ],
  [
    'p256-high-s',
    'a P-256 key, and the higher of the two numbers that s may be',
    p256Root((r, s) => seq(integer(r), integer(order - lowest(s)))),
  ],
  ['rsa', 'an RSA key', rsaRoot()],
  ['rsa-signature-no-null', 'RSA with SHA-256, without NULL (RFC 4055)', rsaRoot('')],
  ['crl-sign', 'cRLSign besides keyCertSign', { rest: extensions(isCa, usage('03020106')) }],
  [
    'key-identifier',
    'a subject key identifier',
    { rest: extensions(isCa, signs, extension('551d0e', tlv(4, '0102'), '')) },
  ],
];

const malformed: readonly [rule: string, rows: readonly Row[]][] = [
  [
    'the subject must have domain components',
    [['no-dc', 'an organisational unit alone', named(rdn(oid.ou, utf8('chat')))]],
  ],
  [
    'each domain component must be an IA5String',
    [['dc-utf8-string', 'a UTF8String', named(rdn(oid.dc, utf8('com')))]],
  ],
  [
    "each domain component must be one label of the domain's",
    [
      [
        'dc-whole-domain',
        'the whole domain in one',
        named(rdn(oid.dc, tlv(0x16, Buffer.from('example.com')))),
      ],
      ['dc-empty', 'one of no characters', named(...dcs('home..com'))],
      ['dc-underscore', 'an underscore', named(...dcs('home_1.example.com'))],
    ],
  ],
  [
    'the subject of a home server must have no CN',
    [['cn', 'it has', named(...home, rdn(oid.cn, utf8('home')))]],
  ],
  [
    'the subject of a home server must have no UID',
    [['uid', 'it has', named(...home, rdn(oid.uid, utf8('alice@home.example.com')))]],
  ],
  [
    'the subject of a home server must have domain components alone',
    [['organisational-unit', 'an organisational unit', named(...home, rdn(oid.ou, utf8('chat')))]],
  ],
  [
    'the domain must be the name of a host, no IP address',
    [['domain-ends-in-a-number', 'home.123', named(...dcs('home.123'))]],
  ],
  [
    'the issuer must be the subject',
    [['issuer-of-another', 'it is that of example.com', { issuer: seq(...dcs('example.com')) }]],
  ],
  [
    'basicConstraints must have CA true',
    [
      ['no-basic-constraints', 'there are none', { rest: extensions(signs) }],
      ['ca-false', 'it is FALSE', { rest: extensions(constraints('3000'), signs) }],
    ],
  ],
  [
    'basicConstraints must have pathLenConstraint 0',
    [
      ['no-path-length', 'there is none', { rest: extensions(constraints('30030101ff'), signs) }],
      ['path-length-1', '1', { rest: extensions(constraints('30060101ff020101'), signs) }],
      ['path-length-256', '256', { rest: extensions(constraints('30070101ff02020100'), signs) }],
    ],
  ],
  [
    'basicConstraints must be well-formed',
    [
      ['path-length-negative', '-1', { rest: extensions(constraints('30060101ff0201ff'), signs) }],
      [
        'path-length-padded',
        '0 in two octets',
        { rest: extensions(constraints('30070101ff02020000'), signs) },
      ],
      [
        'basic-constraints-boolean-01',
        'a BOOLEAN is 01',
        { rest: extensions(constraints('3006010101020100'), signs) },
      ],
      [
        'basic-constraints-element-more',
        'an element more in it',
        { rest: extensions(constraints('30090101ff020100020100'), signs) },
      ],
    ],
  ],
  [
    'basicConstraints must be critical',
    [
      [
        'basic-constraints-not-critical',
        'they are not',
        { rest: extensions(extension(oid.basicConstraints, '30060101ff020100', ''), signs) },
      ],
    ],
  ],
  [
    'keyUsage must be critical',
    [
      [
        'key-usage-not-critical',
        'it is not',
        { rest: extensions(isCa, extension(oid.keyUsage, '03020204', '')) },
      ],
    ],
  ],
  [
    'keyUsage must have keyCertSign',
    [
      ['no-key-usage', 'there is none', { rest: extensions(isCa) }],
      ['no-key-cert-sign', 'digitalSignature alone', { rest: extensions(isCa, usage('03020780')) }],
    ],
  ],
  [
    'the extension 2.5.29.30 must not be critical, as it is not known here',
    [
      [
        'name-constraints',
        'critical name constraints',
        { rest: extensions(isCa, signs, extension('551d1e', seq())) },
      ],
    ],
  ],
  [
    'the public key must not be of small order',
    [['small-order', 'the neutral element', { key: smallOrderKeys[0]?.[2] ?? '' }]],
  ],
  [
    'the signature algorithm must be Ed25519, ECDSA with SHA-256 or RSA with SHA-256',
    [['signature-md5-rsa', 'RSA with MD5', { inside: algorithm('2a864886f70d010104', '0500') }]],
  ],
  [
    'both signature algorithms must be the same',
    [
      [
        'two-signature-algorithms',
        'Ed25519 inside, ECDSA beside',
        { beside: algorithm('2a8648ce3d040302') },
      ],
    ],
  ],
  [
    'notBefore must not be before 1970',
    [['not-before-1969', '1969', { notBefore: utcTime('691231235959Z') }]],
  ],
  [
    "the signature must be by the certificate's own key",
    [
      ['signed-by-another', 'it is by another', { signer: 'vectors, another server' }],
      [
        'signature-63-octets',
        'it has 63 octets',
        { signature: (octets) => bits(octets.subarray(1)) },
      ],
      [
        'signature-s-not-reduced',
        "Ed25519's s with its order added, which RFC 8032 refuses",
        { signature: (octets) => bits(withOrderAdded(octets)) },
      ],
      ['p256-r-0', 'r is 0', p256Root((_, s) => seq(integer(0n), integer(s)))],
      ['p256-s-0', 's is 0', p256Root((r) => seq(integer(r), integer(0n)))],
      [
        'p256-s-and-order',
        "s with the curve's order added",
        p256Root((r, s) => seq(integer(r), integer(s + order))),
      ],
      [
        'p256-s-negative',
        "the higher s less the curve's order",
        p256Root((r, s) => seq(integer(r), tlv(2, (2n ** 256n - lowest(s)).toString(16)))),
      ],
      [
        'p256-s-padded',
        's has an octet too many',
        p256Root((r, s) => seq(integer(r), tlv(2, '0000', s.toString(16).padStart(64, '0')))),
      ],
      [
        'p256-octet-after',
        'an octet behind r and s',
        p256Root((r, s) => Buffer.concat([seq(integer(r), integer(s)), Buffer.of(0)])),
      ],
      [
        'p256-64-octets',
        'r and s in 64 octets, as WebCrypto writes them',
        p256Root((r, s) =>
          Buffer.from([r, s].map((n) => n.toString(16).padStart(64, '0')).join(''), 'hex'),
        ),
      ],
      ['rsa-255-octets', 'an octet too few', rsaRoot('0500', (octets) => octets.subarray(1))],
      [
        'rsa-257-octets',
        'an octet too many in front',
        rsaRoot('0500', (octets) => Buffer.concat([Buffer.of(0), octets])),
      ],
    ],
  ],
];

/** Roots of home servers: the file, what is expected, and the PEM. */
export function rootVectors() {
  return [
    ...valid.map(([name, reason, parts]) => ({
      file: `valid-${name}.pem`,
      valid: true,
      reason,
      pem: toPem(assembleRoot(parts)),
    })),
    ...malformed.flatMap(([rule, rows]) =>
      rows.map(([name, what, parts]) => ({
        file: `invalid-${name}.pem`,
        valid: false,
        error: 'P2CORE_ID_CERT_UNTRUSTED' as const,
        reason: `${rule}; here: ${what}`,
        pem: toPem(assembleRoot(parts)),
      })),
    ),
  ];
}
