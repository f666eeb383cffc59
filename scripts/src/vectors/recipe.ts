import type { KeyObject } from 'node:crypto';
import type { Extension } from '@peculiar/x509';
import type { Tbs } from './open-certificate.js';
import { basicConstraints, homeName, keyUsage, type Rdn, rightSubject } from './parts.js';
import { publicKeys } from './public-keys.js';

/** The recipe of a certificate of the vectors. */
export interface Recipe {
  readonly subject: readonly Rdn[];
  readonly issuer: readonly Rdn[];
  /** Hex of the INTEGER's octets. */
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly extensions: readonly Extension[];
  readonly publicKey: KeyObject;
  /** The label of the Ed25519 key that signs. */
  readonly signer: string;
  /** Changes parts that the library's generator cannot set, before the certificate is signed. */
  readonly tweak: (tbs: Tbs) => void;
}

/** The label of the home server's key. */
export const homeKey = 'vectors, home server';

/** The recipe of a valid ID-Cert of alice. */
export const right: Recipe = {
  subject: rightSubject(),
  issuer: homeName,
  serialNumber: '1234',
  notBefore: '2021-02-01T00:00:00Z',
  notAfter: '2049-12-31T23:59:59Z',
  extensions: [basicConstraints(false), keyUsage(['digitalSignature'])],
  publicKey: publicKeys.ed25519,
  signer: homeKey,
  tweak: () => {},
};
