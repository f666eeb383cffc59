import { createClient } from '@p2core/client';
import { type IdCert, IdCertError, parseFid, verifyIssuer } from '@p2core/id-cert';

/** A home server did not answer, so its certificate is unknown. */
export class UnreachableError extends Error {}

/** Finds the certificate that a domain's server had at a time, in seconds since the epoch. */
export type FindServerIdCert = (domain: string, timestamp: number) => Promise<string>;

/**
 * Asks the domain's server. Anybody who has a token can name a domain. Before you go public, allow connections only to
 * public addresses, and limit the look-ups of each session.
 */
export const askHomeServer: FindServerIdCert = async (domain, timestamp) => {
  const client = createClient({ baseUrl: `https://${domain}` });
  const answer = await client.getServerIdCert({ timestamp }).catch((cause) => {
    throw new UnreachableError(`${domain} cannot be reached`, { cause });
  });
  if (answer.status === 200) return answer.body;
  if (answer.status === 400 || answer.status === 404) {
    throw new IdCertError('untrusted', `${domain} had no certificate at that time`);
  }
  throw new UnreachableError(`${domain} answered ${answer.status}`);
};

/** Verifies that the home server signed an ID-Cert (R20). */
export async function verify(idCert: IdCert, find: FindServerIdCert): Promise<void> {
  const { domain } = parseFid(idCert.fid);
  await verifyIssuer(idCert, await find(domain, idCert.notBefore));
}
