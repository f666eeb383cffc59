import type { Operation } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
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

/** A case that judges every answer of the run. */
export type EveryAnswerCase = Case & { everyAnswer: EveryAnswer };

/**
 * Makes the case. It runs after all others, and sends its own requests where none of them got an answer of the kind.
 */
export function everyAnswerCase(
  id: string,
  definition: Pick<Case, 'title' | 'basis'> & Partial<Pick<Case, 'level' | 'needs' | 'effect'>>,
  everyAnswer: EveryAnswer,
): EveryAnswerCase {
  return {
    ...{ level: 'MUST', needs: [], effect: 'reads' },
    ...definition,
    ...{ id, operation: id.split('/')[0] as Case['operation'], everyAnswer },
    run: (context) => everyAnswer.ask(context),
  };
}
