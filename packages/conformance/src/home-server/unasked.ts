import type { Answer } from '../http/answer.js';

/** Why cases cannot use the kit's home server, although the fixture gives its address. */
export interface Unasked {
  /** A clause: "the server does not find …". */
  readonly reason: string;
  /** The answer that shows it. */
  readonly answer: Answer;
}
