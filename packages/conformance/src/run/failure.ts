import type { Answer } from '../http/answer.js';

/** The server breaks the demand of a case. */
export class Failure extends Error {
  override name = 'Failure' as const;

  /**
   * @param expected the right behaviour, as a noun phrase: `400 P2CORE_BAD_REQUEST`
   * @param actual the server's behaviour, as a noun phrase
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

/** The case cannot decide about this server; the message is the reason. It neither passes nor fails. */
export class Skip extends Error {
  override name = 'Skip' as const;

  /** @param applies `false` where the case does not apply to the server, so that nothing is left untried */
  constructor(
    message: string,
    readonly applies = true,
  ) {
    super(message);
  }
}
