import { createClient } from '@p2core/client';
import { type IdCert, IdCertError, parseFid, verifyIssuer } from '@p2core/id-cert';

/** A home server did not answer, so that nothing is known of its actor. */
export class UnreachableError extends Error {}

/** Finds the certificate that the server of a domain had at a time. */
export type FindServerIdCert = (domain: string, timestamp: number) => Promise<string>;

/**
 * Asks the domain itself. Anybody who has a token can name a domain: before you go public, let it reach public addresses
 * only, and limit how often one session may ask.
 */
export const askHomeServer: FindServerIdCert = async (domain, timestamp) => {
  const client = createClient({ baseUrl: `https://${domain}` });
  const answer = await client.getServerIdCert({ timestamp }).catch((cause) => {
    throw new UnreachableError(`${domain} cannot be asked`, { cause });
  });
  if (answer.status === 200) return answer.body;
  if (answer.status === 400 || answer.status === 404) {
    throw new IdCertError('untrusted', `${domain} had no certificate then`);
  }
  throw new UnreachableError(`${domain} answered ${answer.status}`);
};

/** Verifies who signed an ID-Cert (R20). */
export async function verify(idCert: IdCert, find: FindServerIdCert): Promise<void> {
  const { domain } = parseFid(idCert.fid);
  await verifyIssuer(idCert, await find(domain, idCert.notBefore));
}
