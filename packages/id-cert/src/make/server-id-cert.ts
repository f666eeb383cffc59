import type { CryptoKey } from '../crypto-key.js';
import { parseDomain } from '../fid.js';
import { readServerIdCert, type ServerIdCert } from '../read/server-id-cert.js';
import { makeCertificate } from './certificate.js';
import { serverName } from './name.js';

/**
 * Makes a home server's self-signed root certificate, and checks it with `readServerIdCert`.
 *
 * @param options.domain the server's FQDN, in any case
 * @param options.notBefore seconds since the epoch
 * @param options.notAfter seconds since the epoch
 * @param options.keys the server's key pair; the private key need not be extractable
 * @throws {FidError} where `domain` cannot be the domain of a Federation ID
 * @throws {IdCertError} `malformed`, where the certificate would break a rule, such as one on its validity
 */
export async function createServerIdCert({
  domain,
  notBefore,
  notAfter,
  keys,
}: {
  readonly domain: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
}): Promise<ServerIdCert> {
  const name = serverName(parseDomain(domain));
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  const content = {
    issuer: name,
    subject: name,
    notBefore,
    notAfter,
    publicKey: new Uint8Array(spki),
    isServer: true,
  };
  return readServerIdCert(await makeCertificate(content, keys.privateKey));
}
