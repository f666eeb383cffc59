import type { CryptoKey } from '../crypto-key.js';
import { contextTag } from '../der/tags.js';
import { element, integer, sequence } from '../der/write-der.js';
import { writePem } from '../pem.js';
import { actorName } from './name.js';
import { sign } from './sign.js';

/**
 * Makes an ID-CSR (PEM), with which a session asks its home server for an ID-Cert.
 *
 * @param options.fid the actor's Federation ID, in any case
 * @param options.sessionId a new session ID, chosen by the actor
 * @param options.keys the session's identity key pair; the private key need not be extractable
 * @throws {FidError} where `fid` is not a Federation ID
 * @throws {IdCertError} `malformed`, where `sessionId` is not a session ID
 * @throws {TypeError} where the profile does not allow such a key
 * @example
 * const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
 * const csr = await createIdCsr({ fid: 'alice@home.example.com', sessionId: 'phone', keys });
 */
export async function createIdCsr({
  fid,
  sessionId,
  keys,
}: {
  readonly fid: string;
  readonly sessionId: string;
  readonly keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
}): Promise<string> {
  const subject = actorName(fid, sessionId);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  const info = sequence(integer(Uint8Array.of(0)), subject, spki, element(contextTag(0)));
  return writePem('CERTIFICATE REQUEST', await sign(info, keys.privateKey));
}
