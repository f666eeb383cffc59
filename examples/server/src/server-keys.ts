import { createServerIdCert, type ServerIdCert } from '@p2core/id-cert';

const year = 365 * 24 * 3600;

/** A key pair of the server with its certificate. */
export interface ServerKey {
  certificate: ServerIdCert;
  privateKey: CryptoKey;
}

/** The server's keys, the newest last. They end with the process: store yours, encrypted. */
export class ServerKeys {
  readonly #domain: string;
  readonly #keys: ServerKey[] = [];

  private constructor(domain: string) {
    this.#domain = domain;
  }

  static async create(domain: string): Promise<ServerKeys> {
    const keys = new ServerKeys(domain);
    await keys.rotate();
    return keys;
  }

  /** Makes a new key and makes it the current one (R19). */
  async rotate(): Promise<ServerKey> {
    const now = Math.floor(Date.now() / 1000);
    const pair = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const certificate = await createServerIdCert({
      domain: this.#domain,
      notBefore: now,
      notAfter: now + year,
      keys: pair,
    });
    const key = { certificate, privateKey: pair.privateKey };
    this.#keys.push(key);
    return key;
  }

  /** The key of a time, or the current one without `timestamp`; `undefined` if there was none (R10). */
  at(timestamp: string | undefined): ServerKey | undefined {
    if (timestamp === undefined) return this.#keys.at(-1);
    const key = this.#keys.findLast(
      ({ certificate }) => certificate.notBefore <= Number(timestamp),
    );
    return key && Number(timestamp) <= key.certificate.notAfter ? key : undefined;
  }
}
