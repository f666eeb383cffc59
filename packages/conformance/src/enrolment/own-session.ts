import type { KeyPair } from '../certificates/key-pair.js';
import type { FixtureSession } from '../fixture/fixture.js';

/** A session whose key the kit has: it made the session itself, by `trustSession` or `identify`. */
export interface OwnSession extends FixtureSession {
  readonly fid: string;
  /** PEM. */
  readonly idCert: string;
  readonly keyPair: KeyPair;
}
