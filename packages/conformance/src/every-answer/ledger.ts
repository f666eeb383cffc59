import type { Operation } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import type { Answer } from '../http/answer.js';
import { Failure, Skip } from '../run/failure.js';
import type { AnswerFault, EveryAnswer, Judge } from './every-answer.js';

interface Account {
  readonly id: string;
  readonly everyAnswer: EveryAnswer;
  readonly judge: Judge;
  judged: number;
  readonly faults: { answer: Answer; fault: AnswerFault }[];
}

/** The verdicts of the cases that judge every answer, in one run. */
export class Ledger {
  readonly #accounts: readonly Account[];

  constructor(cases: readonly Case[]) {
    this.#accounts = cases.flatMap(({ id, everyAnswer }) =>
      everyAnswer === undefined
        ? []
        : [{ id, everyAnswer, judge: everyAnswer.newJudge(), judged: 0, faults: [] }],
    );
  }

  /** Lets all these cases judge an answer. */
  enter(answer: Answer, operation?: Operation): void {
    for (const account of this.#accounts) {
      const faults = account.judge(answer, operation);
      if (faults === undefined) continue;
      account.judged++;
      const [fault] = faults;
      if (fault !== undefined) account.faults.push({ answer, fault });
    }
  }

  /** Whether the case has judged no answer so far. */
  isEmpty(id: string): boolean {
    return this.#accountOf(id).judged === 0;
  }

  /** Throws a `Failure` where an answer of the run had the fault, a `Skip` where no answer was judged. */
  close(id: string): void {
    const { judged, faults } = this.#accountOf(id);
    if (judged === 0) throw new Skip(`no answer came that ${id} judges`, false);
    const [first] = faults;
    if (first === undefined) return;
    const { answer, fault } = first;
    const count = `in ${faults.length} of ${judged} answers`;
    throw new Failure(fault.expected, `${fault.actual}, ${count}`, answer);
  }

  /** The case from whose fault a failure follows, found by the answer that shows the failure. */
  rootOf(failure: Failure): string | undefined {
    const { answer } = failure;
    return this.#accounts.find(
      ({ everyAnswer, faults }) =>
        everyAnswer.explains(failure) && faults.some((one) => one.answer === answer),
    )?.id;
  }

  #accountOf(id: string): Account {
    const account = this.#accounts.find((one) => one.id === id);
    if (account === undefined) throw new Error(`${id} judges no answers`);
    return account;
  }
}
