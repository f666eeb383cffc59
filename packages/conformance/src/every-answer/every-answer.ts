import type { Operation } from '@p2core/types';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import type { Failure } from '../run/failure.js';

/** The fault of an answer that breaks a rule for every answer of its kind. */
export interface AnswerFault {
  readonly expected: string;
  readonly actual: string;
}

/**
 * Judges one answer after another, and may remember them. Gives `undefined` where an answer is not of its kind.
 * Requests to an unknown route have no operation.
 */
export type Judge = (answer: Answer, operation?: Operation) => readonly AnswerFault[] | undefined;

/** A rule for every answer of a kind, which is judged on every answer of a run. */
export interface EveryAnswer {
  /** Makes the judge for one run. */
  newJudge(): Judge;
  /** Causes answers of the kind, where no other case of the run did. */
  ask(context: CaseContext): Promise<void>;
  /** Whether another case's failure follows from such a fault of the same answer. */
  explains(failure: Failure): boolean;
}
