import { createServerIdCert } from '@p2core/id-cert';
import { generateKeyPair, importKeyPair, type KeyPair } from './keys.js';

/** A new identity of a home server: a key pair and its root certificate. */
interface NewServerIdentity extends KeyPair {
  /** The self-signed root certificate, PEM. */
  readonly certificate: string;
  /** The certificate's serial number, lower-case hex. */
  readonly serialNumber: string;
}

/**
 * Makes a home server's identity: a new Ed25519 key pair and its self-signed root certificate (R19).
 *
 * @param options.domain the server's FQDN, in any case
 * @param options.notBefore seconds since the epoch
 * @param options.notAfter seconds since the epoch
 * @throws {FidError} where `domain` cannot be the domain of a Federation ID
 * @throws {IdCertError} `malformed`, where the certificate would break a rule, such as one on its validity
 */
export async function createServerIdentity(options: {
  readonly domain: string;
  readonly notBefore: number;
  readonly notAfter: number;
}): Promise<NewServerIdentity> {
  const pair = generateKeyPair();
  const keys = await importKeyPair(pair.privateKey);
  const { pem, serialNumber } = await createServerIdCert({ ...options, keys });
  return { ...pair, certificate: pem, serialNumber };
}
