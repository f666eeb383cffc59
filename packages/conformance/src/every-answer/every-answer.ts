import type { Operation } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import type { Failure } from '../run/failure.js';

/** How an answer breaks a rule for every answer of its kind. */
export interface AnswerFault {
  readonly expected: string;
  readonly actual: string;
}

/**
 * Judges one answer after another, and may remember them; `undefined` where an answer has nothing to judge. Requests to
 * no route at all have no operation.
 */
export type Judge = (answer: Answer, operation?: Operation) => readonly AnswerFault[] | undefined;

/** What holds for every answer of a kind, and so is judged on every answer of a run. */
export interface EveryAnswer {
  /** Makes a judge for one run, which has seen nothing. */
  newJudge(): Judge;
  /** Causes answers of the kind, for a run in which no other case does. */
  ask(context: CaseContext): Promise<void>;
  /** Whether a failure follows from such a fault in the answer that shows it. */
  explains(failure: Failure): boolean;
}

/** A case that judges every answer of the run. */
export type EveryAnswerCase = Case & { everyAnswer: EveryAnswer };

/** Makes the case. It runs after all others, and asks on its own where none of them brought an answer of the kind. */
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
