import type { SentRequest } from '../http/request.js';
import { Failure, Skip } from './failure.js';

/** The cause of the failure where the server is gone. */
export const serverEnded = 'the server ended during the run: mend that first';

/** Whether the server still listens. */
export class Presence {
  /** Requests without an answer, since the last answer. */
  #unanswered: SentRequest[] = [];
  #end: Failure | undefined;

  /** Takes down that an answer came. */
  answered(): void {
    this.#unanswered = [];
  }

  /** Takes down that a request had no answer. */
  unanswered(request: SentRequest, error: unknown): void {
    if (!isRefusal(error)) this.#unanswered.push(request);
  }

  /** The request at which the server ended, where it is certain: cases run beside each other. */
  get last(): SentRequest | undefined {
    return this.#unanswered.length === 1 ? this.#unanswered[0] : undefined;
  }

  /** Whether this failure says that the server is gone. */
  isEnd(failure: Failure): boolean {
    return failure === this.#end;
  }

  /** What a case comes to where nothing listens any more: the first one fails, the others are skipped. */
  gone(origin: string): Failure | Skip {
    const gone = `nothing listens at ${origin} any more`;
    if (this.#end !== undefined) return new Skip(gone);
    const { length } = this.#unanswered;
    const after = length > 1 ? `, after ${length} requests at once without an answer` : '';
    this.#end = new Failure('a server that goes on', `${gone}${after}: its own output says why`);
    return this.#end;
  }
}

/** Whether the error says that nothing listens there. */
export function isRefusal(error: unknown): boolean {
  return (error as { code?: string }).code === 'ECONNREFUSED';
}
