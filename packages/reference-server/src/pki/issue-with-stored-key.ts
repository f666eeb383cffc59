import { type IdCert, issueIdCert } from '@p2core/id-cert';
import { importKeyPair } from './keys.js';

type IdCertRequest = Parameters<typeof issueIdCert>[0];

/**
 * Issues an actor's ID-Cert as `issueIdCert` of `@p2core/id-cert` does, with the issuer's Ed25519 key as the store
 * has it: PKCS #8 DER.
 */
export async function issueWithStoredKey({
  issuer,
  ...request
}: Omit<IdCertRequest, 'issuer'> & {
  readonly issuer: { readonly certificate: string; readonly privateKey: Uint8Array };
}): Promise<IdCert> {
  const { privateKey } = await importKeyPair(issuer.privateKey);
  return issueIdCert({ ...request, issuer: { certificate: issuer.certificate, privateKey } });
}
