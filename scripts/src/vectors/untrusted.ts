import { dc, homeName, ou, rightSubject, uid } from './parts.js';
import type { Recipe } from './recipe.js';

type Row = readonly [rule: string, name: string, what: string, recipe: Partial<Recipe>];

const otherServer = 'vectors, another server';

/** Well-formed ID-Certs that the home server did not sign, or could not have issued. */
export const untrustedIdCerts: readonly Row[] = [
  [
    "the signature must be by the key of the home server's certificate",
    'signed-by-another',
    'it is by the key of another server',
    { signer: otherServer },
  ],
  [
    "the signature must be by the key of the home server's certificate",
    'self-signed',
    "it is by the session's own key",
    { signer: 'vectors, session' },
  ],
  [
    "the issuer must be the subject of the home server's certificate",
    'issuer-of-another',
    'it is that of other.example.com',
    { issuer: [dc('com'), dc('example'), dc('other')], signer: otherServer },
  ],
  [
    "the issuer must be the subject of the home server's certificate",
    'issuer-with-more',
    'it has an organisational unit',
    { issuer: [...homeName, ou('chat')] },
  ],
  [
    "the validity must lie within that of the home server's certificate",
    'validity-begins-before',
    'it begins a second before',
    { notBefore: '2020-12-31T23:59:59Z' },
  ],
  [
    "the validity must lie within that of the home server's certificate",
    'validity-ends-after',
    'it ends a second after',
    { notAfter: '2050-01-01T00:00:00Z' },
  ],
  [
    'the server certificate must be that of other.example.com',
    'actor-of-another-server',
    'home.example.com signed for an actor of another domain',
    {
      subject: rightSubject({
        dc: [dc('com'), dc('example'), dc('other')],
        uid: [uid('alice@other.example.com')],
      }),
    },
  ],
];
