import type { OperationId } from '@p2core/types';
import type { Enrolment } from '../enrolment/enrolment.js';
import type { Fixture, FixtureActor, FixtureSession } from '../fixture/fixture.js';
import type { HomeServer } from '../home-server/home-server.js';
import type { Unasked } from '../home-server/unasked.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import type { Findings } from './findings.js';
import type { Send } from './send.js';

/** The tools of a case. It records every request for the report. */
export interface CaseContext {
  readonly fixture: Fixture;
  /** The server's own domain; without one, the case is skipped. */
  readonly domain: string;
  /** The findings from before the first case. */
  readonly survey: Findings;
  /** Set where the server under test does not find the kit's home server. */
  readonly homeServerUnasked: Unasked | undefined;
  /** The time by the server's clock, in seconds since the epoch. */
  now(): number;
  /** Pseudo-random numbers in [0, 1) that depend only on the seed and the case's ID. */
  random(): number;
  readonly send: Send;
  /** Sends a request whose answer only the case judges, such as one to an unknown route. */
  sendAnything(method: string, target: string, options?: RequestOptions): Promise<Answer>;
  /** Sends a request, and resets the connection before an answer can come. */
  sendAndLeave(operation: OperationId, options?: RequestOptions): Promise<void>;
  /** The actor of the fixture. For cases that need `actor`. */
  readonly actor: FixtureActor;
  /** The first and the second session of the actor. */
  readonly session: FixtureSession;
  readonly secondSession: FixtureSession;
  /** Makes actors and sessions of the kit's own. For cases that need `registration`. */
  readonly enrolment: Pick<Enrolment, keyof Enrolment>;
  /** The kit's own home server. For cases that need `homeServer`. */
  readonly homeServer: Pick<HomeServer, keyof HomeServer>;
  /**
   * Takes a live session that may be ended; no other case gets it. Skips sessions that an earlier run has ended. Throws
   * a `Skip` where none is left.
   */
  takeSpareSession(): Promise<FixtureSession>;
}
