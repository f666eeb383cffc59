import type { Level } from '../catalogue/case.js';
import type { Answer } from '../http/answer.js';
import type { SentRequest } from '../http/request.js';

/**
 * `knownFailure`: it failed, and the tester's file of known failures says why. `fixed`: that file has it, but it passed.
 */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'knownFailure' | 'fixed';

/** What became of one case; no secret of the fixture is in it. */
export interface CaseResult {
  readonly id: string;
  readonly operation: string;
  readonly title: string;
  readonly level: Level;
  readonly basis: readonly string[];
  readonly outcome: Outcome;
  /** Why it was skipped, or why its failure is known. */
  readonly reason?: string;
  /** `false` where it was skipped because it is not for such a server: nothing is left untried. */
  readonly applies?: false;
  readonly failure?: FailureReport;
  readonly milliseconds: number;
  /** All traffic of the case. A request without an answer has none. */
  readonly exchanges: readonly Exchange[];
}

/** Where and how the server differs. */
export interface FailureReport {
  readonly expected: string;
  readonly actual: string;
  /** The same for failures with one fault behind them; the ID of a case where that case is about the fault. */
  readonly cause?: string;
  /** The position in `exchanges` of the one that shows it. */
  readonly exchange?: number;
  /** A command that repeats the request, tokens as shell variables. */
  readonly curl?: string;
}

/** A request and what came of it. */
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
  /** How many seconds the server's clock, by its `Date`, is ahead of this machine's; missing where they agree. */
  readonly secondsAhead?: number;
  /** Whether the cases are a selection, which says nothing of the contract as a whole. */
  readonly selection?: boolean;
  readonly results: readonly CaseResult[];
}
