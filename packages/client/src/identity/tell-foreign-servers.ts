import { accepted, RefusedError } from './errors.js';
import { clientAt, type FlowOptions, keep, latest, withToken } from './flow.js';
import type { Session } from './session.js';

/** What a foreign server said of a new ID-Cert. */
export interface ToldServer {
  /** Its URL. */
  readonly at: string;
  /** Why it does not know the ID-Cert; absent where it does. */
  readonly error?: Error;
}

/**
 * Tells foreign servers of a session's new ID-Cert (R31): those that `renew` could not tell. A server where the token is
 * void needs `identifyAt`.
 */
export async function tellForeignServers(
  session: Session,
  options: FlowOptions,
): Promise<{ session: Session; told: ToldServer[] }> {
  const { untold } = await latest(session, options);
  const told = await Promise.all(untold.map((at) => tell(session, at, options)));
  const current = await latest(session, options);
  const isDone = (at: string) => told.some((one) => one.at === at && !mayBeToldLater(one));
  const changes = {
    untold: current.untold.filter((at) => !isDone(at)),
    tokens: told
      .filter(({ error }) => isUnauthorized(error))
      .reduce((tokens, { at }) => withToken({ ...current, tokens }, at), current.tokens),
  };
  return { session: await keep(current, changes, options), told };
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
