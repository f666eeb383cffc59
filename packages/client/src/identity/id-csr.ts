import { writePem } from './der.js';
import { actorName } from './distinguished-name.js';
import { parseFederationId } from './federation-id.js';
import { signingAlgorithm } from './signing-algorithm.js';
import { Pkcs10CertificateRequestGenerator } from './x509.js';

/**
 * Makes an ID-CSR, PEM, with which a session asks its home server for an ID-Cert.
 *
 * @param options.fid the actor's Federation ID
 * @param options.sessionId a new one of the actor's choice
 * @param options.keys the session's identity key pair; the private key need not be extractable
 * @throws {TypeError} where `fid` is not a Federation ID
 * @throws {IdCertError} where `sessionId` cannot be one
 * @example
 * const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
 * const csr = await createIdCsr({ fid: 'alice@home.example.com', sessionId: 'phone', keys });
 */
export async function createIdCsr(options: {
  fid: string;
  sessionId: string;
  keys: { publicKey: CryptoKey; privateKey: CryptoKey };
}): Promise<string> {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: actorName(parseFederationId(options.fid), options.sessionId),
    keys: options.keys,
    signingAlgorithm: signingAlgorithm(options.keys.privateKey) as EcdsaParams,
  });
  return writePem('CERTIFICATE REQUEST', request.rawData);
}
