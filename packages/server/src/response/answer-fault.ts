/** Thrown where an answer breaks the contract. Nothing of the answer leaves, and the log says where it breaks it. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';
  /** A JSON Pointer into the answer: `/status`, `/headers/…`, `/body/…`, or empty for all of it. */
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string, cause?: unknown) {
    super(`${pointer}: ${reason}`, { cause });
    this.pointer = pointer;
    this.reason = reason;
  }
}
