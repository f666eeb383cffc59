import type { KeyPair } from '../certificates/key-pair.js';
import type { FixtureSession } from '../fixture/fixture.js';

/** A session that the kit began itself, by `trustSession` or `identify`, so that it has the key. */
export interface OwnSession extends FixtureSession {
  readonly fid: string;
  /** PEM. */
  readonly idCert: string;
  readonly keyPair: KeyPair;
}
