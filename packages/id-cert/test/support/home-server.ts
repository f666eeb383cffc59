import type { webcrypto } from 'node:crypto';
import { createServerIdCert, type ServerIdCert } from '../../src/index.js';
import { generateKeyPair, importKeyPair, type KeyPair } from './keys.js';

/** A home server: its root certificate, its key pair, and both as the `issuer` of `issueIdCert`. */
export interface HomeServer extends KeyPair {
  readonly idCert: ServerIdCert;
  readonly certificate: string;
  readonly issuer: { certificate: string; privateKey: webcrypto.CryptoKey };
}

/** Makes a home server with a key of its own. */
export async function makeHomeServer(options: {
  domain: string;
  notBefore: number;
  notAfter: number;
}): Promise<HomeServer> {
  const pair = generateKeyPair();
  const keys = await importKeyPair(pair);
  const idCert = await createServerIdCert({ ...options, keys });
  const issuer = { certificate: idCert.pem, privateKey: keys.privateKey };
  return { ...pair, idCert, certificate: idCert.pem, issuer };
}
