import { type Client, createClient } from '../client.js';
import type { ClientOptions } from '../options.js';
import { UnexpectedAnswerError } from '../unexpected-answer-error.js';
import type { Session, SessionStore } from './session.js';

/** What every flow takes. */
export interface FlowOptions {
  /** Keeps the session. */
  readonly store: SessionStore;
  /** Options of the clients for servers, such as `timeout`. */
  readonly client?: Omit<ClientOptions, 'baseUrl' | 'filters' | 'token'> | undefined;
}

/** A client for a server, with the session's token there. */
export function clientAt(
  baseUrl: string,
  { client = {} }: FlowOptions,
  session?: Pick<Session, 'tokens'>,
): Client {
  return createClient({ ...client, baseUrl, token: session?.tokens[urlOf(baseUrl)] });
}

/** The URL of a server as sessions have it. */
export function urlOf(baseUrl: string): string {
  return new URL(baseUrl).href.replace(/\/+$/, '');
}

/** The session as it is kept now; another flow may have changed it. */
export async function latest(session: Session, { store }: FlowOptions): Promise<Session> {
  return (await store.get(session)) ?? session;
}

/**
 * Changes some parts of a session and keeps it. `change` gets the session as it is kept at that moment, for another flow may
 * have changed it meanwhile.
 */
export function keep(
  session: Session,
  change: (kept: Session) => Partial<Session>,
  { store }: FlowOptions,
): Promise<Session> {
  return store.update(session, (kept = session) => ({ ...kept, ...change(kept) }));
}

/** The same session with or without its token at a server. */
export function withToken(
  { tokens }: Pick<Session, 'tokens'>,
  at: string,
  token?: string,
): Session['tokens'] {
  const { [at]: _, ...others } = tokens;
  return token === undefined ? others : { ...others, [at]: token };
}

/** How often a call is made whose answers are lost. */
const mostAttempts = 3;

/**
 * Makes a call again where its answer was lost, so that the server may have acted. For calls that the client does not
 * repeat by itself; `call` is told whether an answer was lost before.
 */
export async function repeatIfLost<Answer>(
  call: (afterLoss: boolean) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(attempt > 1);
    } catch (error) {
      if (attempt === mostAttempts || !isLost(error)) throw error;
    }
  }
}

function isLost(error: unknown): boolean {
  return (
    error instanceof UnexpectedAnswerError &&
    (error.code === 'CONNECTION' || error.code === 'TIMEOUT')
  );
}
