import { type IdCert, issueIdCert as issue } from '@p2core/id-cert';
import { importKeyPair } from './keys.js';

type IdCertRequest = Parameters<typeof issue>[0];

/** Issues an actor's ID-Cert with `@p2core/id-cert`. Takes the issuer's Ed25519 private key in PKCS #8 DER. */
export async function issueIdCert({
  issuer,
  ...request
}: Omit<IdCertRequest, 'issuer'> & {
  readonly issuer: { readonly certificate: string; readonly privateKey: Uint8Array };
}): Promise<IdCert> {
  const { privateKey } = await importKeyPair(issuer.privateKey);
  return issue({ ...request, issuer: { certificate: issuer.certificate, privateKey } });
}
