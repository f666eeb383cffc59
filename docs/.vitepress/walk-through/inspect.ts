import { createClient, UnexpectedAnswerError } from '@p2core/client';
import { type IdCert, readIdCert, readServerIdCert, verifyIssuer } from '@p2core/id-cert';

/** An actor's certificates, as the home server lists them, each with this page's verdict. */
export interface Inspection {
  fid: string;
  certificates: InspectedCert[];
  /** Why the look-up failed; `undefined` if it did not. */
  error: string | undefined;
}

/** A listed certificate. */
export interface InspectedCert {
  pem: string;
  /** Its content; `undefined` if it breaks the profile. */
  idCert: IdCert | undefined;
  invalidated: boolean;
  /** When it was invalidated, in seconds since the epoch, if the server says so. */
  invalidatedAt: number | undefined;
  /** The certificate that the home server had when the validity began, as PEM. */
  rootPem: string | undefined;
  /** Why the chain is broken; `undefined` if it is valid. */
  fault: string | undefined;
}

/** Asks a home server for an actor's certificates, and verifies each against the server's own. Never throws. */
export async function inspectActor(fid: string, baseUrl: string): Promise<Inspection> {
  try {
    const client = createClient({ baseUrl });
    const answer = await client.getActorIdCerts({ fid }, { cache: 'no-cache' });
    if (answer.status !== 200) {
      const error = `${answer.status} ${'error' in answer ? answer.error : ''}`;
      return { fid, certificates: [], error };
    }
    const { idcerts, invalidated, invalidated_at: times } = answer.body;
    const rootAt = async (timestamp: number) => {
      const root = await client.getServerIdCert({ timestamp });
      if (root.status !== 200) throw new Error('the home server had no certificate at that time');
      return root.body;
    };
    const certificates = await Promise.all(
      idcerts.map(async (pem, index) => ({
        pem,
        invalidated: invalidated[index] === true,
        invalidatedAt: times?.[index] ?? undefined,
        ...(await judge(pem, rootAt)),
      })),
    );
    return { fid, certificates, error: undefined };
  } catch (error) {
    return { fid, certificates: [], error: inWords(error) };
  }
}

async function judge(pem: string, rootAt: (timestamp: number) => Promise<string>) {
  let idCert: IdCert | undefined;
  let rootPem: string | undefined;
  try {
    idCert = readIdCert(pem);
    rootPem = await rootAt(idCert.notBefore);
    await readServerIdCert(rootPem);
    await verifyIssuer(idCert, rootPem);
    return { idCert, rootPem, fault: undefined };
  } catch (error) {
    return { idCert, rootPem, fault: inWords(error) };
  }
}

/** The message of an error for the reader of the page. */
export function inWords(error: unknown): string {
  if (error instanceof UnexpectedAnswerError && error.code === 'CONNECTION') {
    return `${error.url}: no answer. Does the server run there? Does it allow pages of other origins (R21)?`;
  }
  return error instanceof Error ? error.message : String(error);
}
