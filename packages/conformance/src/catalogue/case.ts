import type { OperationId } from '@p2core/types';
import type { EveryAnswer } from '../every-answer/every-answer.js';
import type { CaseContext } from '../run/case-context.js';
import type { Level } from './level.js';
import type { Need } from './need.js';

/**
 * The effect of a case on the server. `reads`: none. `changes`: a harmless one, such as taking events; `--read-only`
 * leaves the case out, and it runs alone. `destroys`: it ends a session or rotates the key; like `changes`, and only
 * where the fixture allows it.
 */
export type Effect = 'reads' | 'changes' | 'destroys';

/** One demand on a server, and the function that tests it. */
export interface Case {
  /** Unique and never changed: the operationId (or `any`), a slash, the case's own name. */
  id: string;
  /** The operation that the case is about, or `any`. */
  operation: OperationId | 'any';
  /** The demand, as a sentence without its subject: `refuses a timestamp of the far past`. */
  title: string;
  level: Level;
  /**
   * The sources of the demand: `R3` for a ruling, `page` for the page's own section, `contract` for the OpenAPI
   * document.
   */
  basis: readonly string[];
  needs: readonly Need[];
  effect: Effect;
  /** The case is for servers that leave the optional route out; all other cases are skipped there. */
  ofNotOffered?: true;
  /** The case judges a server that does not ask the kit's home server; others that need it are skipped there. */
  ofUnaskedHomeServer?: true;
  /** The case judges every answer of the run, so it runs last. */
  everyAnswer?: EveryAnswer;
  /** Throws a `Failure` where the server breaks the demand, a `Skip` where the case cannot decide. */
  run(context: CaseContext): Promise<void>;
}

/** The content of a case's file. Its path gives ID and operation. */
export type CaseDefinition = Omit<
  Case,
  'id' | 'operation' | 'needs' | 'effect' | 'ofNotOffered' | 'everyAnswer'
> &
  Partial<Pick<Case, 'needs' | 'effect'>>;

/**
 * Types the default export of a case's file.
 *
 * @example
 * export default defineCase({
 *   title: 'refuses a timestamp that differs between query and body',
 *   level: 'MUST',
 *   basis: ['R3'],
 *   async run({ send }) {
 *     const answer = await send('getServerIdCert', { query: { timestamp: '1' }, json: { timestamp: '2' } });
 *     expectError(answer, 'P2CORE_BAD_REQUEST');
 *   },
 * });
 */
export function defineCase(definition: CaseDefinition): CaseDefinition {
  return definition;
}
