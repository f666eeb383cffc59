import type { OperationId } from '@p2core/types';
import type { Need } from '../catalogue/need.js';
import type { Answer } from '../http/answer.js';

/** The findings about a server before the first case runs. */
export interface Findings {
  /** The missing operations, each with the answer that shows it. */
  readonly missing: ReadonlyMap<OperationId, Answer>;
  /** The members of the fixture whose token the server does not accept, with the answer that shows it. */
  readonly refused: ReadonlyMap<Need, Answer>;
  /** How many milliseconds the server's clock is ahead of this machine's. */
  readonly ahead: number;
}
