import type { Level } from '../catalogue/level.js';
import type { Answer } from '../http/answer.js';
import type { SentRequest } from '../http/request.js';

/**
 * `knownFailure`: it failed, and is in the tester's file of known failures. `fixed`: it is in that file, but it passed.
 */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'knownFailure' | 'fixed';

/** The result of one case, without secrets of the fixture. */
export interface CaseResult {
  readonly id: string;
  readonly operation: string;
  readonly title: string;
  readonly level: Level;
  readonly basis: readonly string[];
  readonly outcome: Outcome;
  /** The reason for skipping it, or for its known failure. */
  readonly reason?: string;
  /** `false` where the case does not apply to the server, so that skipping it leaves nothing untried. */
  readonly applies?: false;
  readonly failure?: FailureReport;
  readonly milliseconds: number;
  /** All traffic of the case. A request without an answer has none. */
  readonly exchanges: readonly Exchange[];
}

/** The expected and the actual behaviour. */
export interface FailureReport {
  readonly expected: string;
  readonly actual: string;
  /** The same text for failures with one cause; the ID of a case where a case is for that fault. */
  readonly cause?: string;
  /** The index in `exchanges` of the exchange that shows the failure. */
  readonly exchange?: number;
  /** A command that repeats the request, tokens as shell variables. */
  readonly curl?: string;
}

/** A request and its answer, where one came. */
export interface Exchange {
  readonly request: SentRequest;
  readonly answer?: Answer;
}

/** A whole run. */
export interface RunReport {
  readonly kit: { readonly name: string; readonly version: string };
  /** `info.version` of the contract. */
  readonly contract: string;
  readonly url: string;
  readonly startedAt: Date;
  readonly milliseconds: number;
  readonly seed: number;
  /** How many seconds the server's clock, by its `Date`, is ahead of this machine's; absent where they agree. */
  readonly secondsAhead?: number;
  /** Whether the cases are a selection, which gives no verdict on the whole contract. */
  readonly selection?: boolean;
  readonly results: readonly CaseResult[];
}
