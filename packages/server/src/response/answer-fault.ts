/** Thrown where an answer breaks the contract. The answer is not sent, and the log names the place. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';
  /** A JSON Pointer into the answer: `/status`, `/headers/…`, `/body/…`, or empty for the whole answer. */
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string, cause?: unknown) {
    super(`${pointer}: ${reason}`, { cause });
    this.pointer = pointer;
    this.reason = reason;
  }
}
