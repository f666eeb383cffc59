import { now } from './clock.js';
import { open, seal } from './pki/seal.js';
import { createServerIdentity } from './pki/server-identity.js';
import { serverCertificateChange } from './sent-events.js';
import type { Repair } from './store/repair.js';
import type { ServerIdentity } from './store/server-identities.js';
import type { Store } from './store/store.js';
import { demandNear } from './until-valid.js';

const lifetimeInSeconds = 10 * 365 * 24 * 60 * 60;

/** What the server signs with. */
export interface Signer {
  /** PEM. */
  certificate: string;
  /** PKCS #8 DER. */
  privateKey: Buffer;
  /** The first and the last second that it can sign for. */
  currentFrom: number;
  notAfter: number;
}

/** The server's own identities: the key pair and certificate of now, and all that were before (R10, R19). */
export class Identities {
  readonly #store: Store;
  readonly #domain: string;
  readonly #sealingKey: Buffer;

  constructor(store: Store, domain: string, sealingKey: Buffer) {
    this.#store = store;
    this.#domain = domain;
    this.#sealingKey = sealingKey;
  }

  /**
   * Makes the first identity where there is none yet. It begins a second ago: should the key be rotated within this
   * second, look-ups still find it for what it signed until then (R20).
   *
   * @returns whether it was made just now
   */
  async ensureFirst(): Promise<boolean> {
    let isNew = false;
    await this.#store.serverIdentities.ensureFirst(() => {
      isNew = true;
      return this.#create(now() - 1);
    });
    return isNew;
  }

  /**
   * A new key pair and certificate, current from now on; tells every session (R19).
   *
   * @throws {ClockError} where the one before begins in the future, and the new one could not follow it now
   */
  async rotate(): Promise<ServerIdentity> {
    const make = async (current: ServerIdentity | undefined) => {
      demandNear(Math.max(current?.currentFrom ?? 0, current?.notBefore ?? 0));
      return this.#create(now());
    };
    return this.#store.serverIdentities.rotate(make, serverCertificateChange);
  }

  /** Replaces an identity that begins in the future; undefined where the one in use holds. */
  repair(): Promise<Repair | undefined> {
    return this.#store.serverIdentities.repair({
      at: now(),
      make: () => this.#create(now()),
      announce: serverCertificateChange,
    });
  }

  /**
   * The identity that a look-up answers with (R10): the one that was current at `timestamp` (a decimal string; now where
   * it is left out), if its validity holds then.
   */
  async validAt(timestamp: string | undefined): Promise<ServerIdentity | undefined> {
    const { serverIdentities } = this.#store;
    const time = timestamp === undefined ? now() : Number(timestamp);
    const identity = await (timestamp === undefined
      ? serverIdentities.current()
      : serverIdentities.at(time));
    const holds = identity && identity.notBefore <= time && time <= identity.notAfter;
    return holds ? identity : undefined;
  }

  /** The current certificate and its private key, to sign with what is valid from `currentFrom` on (R20). */
  async signer(): Promise<Signer> {
    const identity = await this.#store.serverIdentities.current();
    if (identity === undefined) throw new Error('the server has no identity yet');
    const sealed = Buffer.from(identity.sealedPrivateKey, 'base64');
    const { certificate, currentFrom, notAfter } = identity;
    return { certificate, privateKey: open(sealed, this.#sealingKey), currentFrom, notAfter };
  }

  #create(notBefore: number): Promise<ServerIdentity> {
    return makeIdentity(this.#domain, this.#sealingKey, notBefore);
  }
}

/** Makes a key pair and certificate that a server can use from `notBefore` on. */
export async function makeIdentity(
  domain: string,
  sealingKey: Buffer,
  notBefore: number,
): Promise<ServerIdentity> {
  const notAfter = notBefore + lifetimeInSeconds;
  const identity = await createServerIdentity({ domain, notBefore, notAfter });
  return {
    serialNumber: identity.serialNumber,
    certificate: identity.certificate,
    publicKey: identity.publicKey,
    sealedPrivateKey: seal(identity.privateKey, sealingKey).toString('base64'),
    notBefore,
    notAfter,
    currentFrom: notBefore,
  };
}
