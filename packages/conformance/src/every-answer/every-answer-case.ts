import type { Case } from '../catalogue/case.js';
import type { EveryAnswer } from './every-answer.js';

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
