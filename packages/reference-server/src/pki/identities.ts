import { now } from '../clock/clock.js';
import { demandNear } from '../clock/until-valid.js';
import { serverCertificateChange } from '../sessions/sent-events.js';
import type { ServerIdentity } from '../store/server-identities/identity-rows.js';
import type { Repair } from '../store/server-identities/repair.js';
import type { Store } from '../store/store.js';
import { open, seal } from './seal.js';
import { createServerIdentity } from './server-identity.js';

const lifetimeInSeconds = 10 * 365 * 24 * 60 * 60;

/** The certificate and key that the server signs with. */
export interface Signer {
  /** PEM. */
  certificate: string;
  /** Lower-case hex. */
  serialNumber: string;
  /** PKCS #8 DER. */
  privateKey: Buffer;
  /** The first and the last second of certificates that it can sign. */
  currentFrom: number;
  notAfter: number;
  /** The life of certificates that it signs, in seconds (R29). */
  lifetime: number;
}

/** The server's identities, each a key pair and a certificate: the current one and all earlier ones (R10, R19). */
export class Identities {
  readonly #store: Store;
  readonly #domain: string;
  readonly #sealingKey: Buffer;
  readonly #idCertLifetime: number;

  /** @param idCertLifetime how many seconds actors' ID-Certs are valid (R29) */
  constructor(store: Store, domain: string, sealingKey: Buffer, idCertLifetime: number) {
    this.#store = store;
    this.#domain = domain;
    this.#sealingKey = sealingKey;
    this.#idCertLifetime = idCertLifetime;
  }

  /**
   * Makes the first identity if there is none. It begins a second ago, so that look-ups by time find it even if the key
   * is rotated within this second (R20).
   *
   * @returns whether it was made by this call
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
   * Makes a new key pair and certificate, current from now on, and tells every session (R19).
   *
   * @throws {ClockError} where the current one begins in the future, so that no other can follow it now
   */
  async rotate(): Promise<ServerIdentity> {
    const make = async (current: ServerIdentity | undefined) => {
      demandNear(Math.max(current?.currentFrom ?? 0, current?.notBefore ?? 0));
      return this.#create(now());
    };
    return this.#store.serverIdentities.rotate(make, serverCertificateChange);
  }

  /** Replaces an identity that begins in the future; undefined where the current one has begun. */
  repair(): Promise<Repair | undefined> {
    return this.#store.serverIdentities.repair({
      at: now(),
      make: () => this.#create(now()),
      announce: serverCertificateChange,
    });
  }

  /**
   * The identity for a look-up by time (R10): the one that is current at `timestamp`, a decimal string, by default now;
   * undefined unless it is valid then.
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

  /** The current certificate and its private key, to sign certificates that begin at `currentFrom` or later (R20). */
  async signer(): Promise<Signer> {
    const identity = await this.#store.serverIdentities.current();
    if (identity === undefined) throw new Error('the server has no identity yet');
    return this.#signerOf(identity);
  }

  /**
   * The same for the identity that was current at a time, in seconds since the epoch; undefined where there was none.
   */
  async signerAt(time: number): Promise<Signer | undefined> {
    const identity = await this.#store.serverIdentities.at(time);
    return identity && this.#signerOf(identity);
  }

  #signerOf(identity: ServerIdentity): Signer {
    const sealed = Buffer.from(identity.sealedPrivateKey, 'base64');
    const { certificate, serialNumber, currentFrom, notAfter } = identity;
    const privateKey = open(sealed, this.#sealingKey);
    const lifetime = this.#idCertLifetime;
    return { certificate, serialNumber, privateKey, currentFrom, notAfter, lifetime };
  }

  #create(notBefore: number): Promise<ServerIdentity> {
    return makeIdentity(this.#domain, this.#sealingKey, notBefore);
  }
}

/** Makes a key pair and certificate for a server, valid from `notBefore` on. */
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
