import { UnexpectedAnswerError } from '../answer/unexpected-answer-error.js';
import { type Client, createClient } from '../client.js';
import type { ClientOptions } from '../options.js';
import type { Session, SessionStore } from './session.js';

/** The options of every flow. */
export interface FlowOptions {
  /** The store that keeps the session. */
  readonly store: SessionStore;
  /** The options of the clients that the flow makes, such as `timeout`. */
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

/** The URL of a server in the form in which sessions keep it. */
export function urlOf(baseUrl: string): string {
  return new URL(baseUrl).href.replace(/\/+$/, '');
}

/** The session as the store has it now; another flow may have changed it. */
export async function latest(session: Session, { store }: FlowOptions): Promise<Session> {
  return (await store.get(session)) ?? session;
}

/**
 * Changes some members of a kept session. `change` gets the session as the store has it at that moment, for another
 * flow may have changed it.
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

/** How often a call is made at most while its answers are lost. */
const mostAttempts = 3;

/**
 * Repeats a call whose answer was lost, though the server may have acted. For calls that the client itself does not
 * repeat. `call` gets whether an earlier answer was lost.
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
