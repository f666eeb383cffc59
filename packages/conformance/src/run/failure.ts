import type { Answer } from '../http/answer.js';

/** The server does not keep the clause of a case. */
export class Failure extends Error {
  override name = 'Failure' as const;

  /**
   * @param expected what should have been, as a noun phrase: `400 P2CORE_BAD_REQUEST`
   * @param actual what was
   * @param answer the answer that shows it, whose request the report repeats; without one, the last of the case
   */
  constructor(
    readonly expected: string,
    readonly actual: string,
    readonly answer?: Answer,
  ) {
    super(`expected ${expected}, but got ${actual}`);
  }
}

/** A case that cannot be decided for this server, with the reason; it is neither passed nor failed. */
export class Skip extends Error {
  override name = 'Skip' as const;

  /** @param applies `false` where the case is not for such a server, so that nothing is left untried */
  constructor(
    message: string,
    readonly applies = true,
  ) {
    super(message);
  }
}
