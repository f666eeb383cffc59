import { accepted, RefusedError } from './errors.js';
import { clientAt, type FlowOptions, keep, latest } from './flow.js';
import type { Session } from './session.js';

/** The outcome of telling one foreign server of a new ID-Cert. */
export interface ToldServer {
  /** Its URL. */
  readonly at: string;
  /** Why it does not know the ID-Cert; absent where it knows it. */
  readonly error?: Error;
}

/**
 * Tells foreign servers of a session's new ID-Cert (R31): those that `renew` could not tell. A server that refuses the
 * token needs `identifyAt`.
 */
export async function tellForeignServers(
  session: Session,
  options: FlowOptions,
): Promise<{ session: Session; told: ToldServer[] }> {
  const current = await latest(session, options);
  const told = await Promise.all(current.untold.map((at) => tell(current, at, options)));
  const isDone = (at: string) => told.some((one) => one.at === at && !mayBeToldLater(one));
  const isVoid = (at: string) => told.some((one) => one.at === at && isUnauthorized(one.error));
  const changed = await keep(
    current,
    (kept) => ({
      // Another renewal may have happened meanwhile: then they must be told of its ID-Cert.
      ...(kept.idCert === current.idCert && { untold: kept.untold.filter((at) => !isDone(at)) }),
      tokens: Object.fromEntries(
        Object.entries(kept.tokens).filter(
          ([at, token]) => !isVoid(at) || token !== current.tokens[at],
        ),
      ),
    }),
    options,
  );
  return { session: changed, told };
}

async function tell(session: Session, at: string, options: FlowOptions): Promise<ToldServer> {
  try {
    const client = clientAt(at, options, session);
    accepted('updateSessionIdCert', await client.updateSessionIdCert({ body: session.idCert }));
    return { at };
  } catch (error) {
    return { at, error: error as Error };
  }
}

function mayBeToldLater({ error }: ToldServer): boolean {
  return error !== undefined && !isUnauthorized(error);
}

function isUnauthorized(error: Error | undefined): boolean {
  return error instanceof RefusedError && error.error === 'P2CORE_UNAUTHORIZED';
}
