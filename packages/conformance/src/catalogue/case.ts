import type { OperationId } from '@p2core/types';
import type { EveryAnswer } from '../every-answer/every-answer.js';
import type { CaseContext } from '../run/case-context.js';

/** How binding a case is (RFC 2119). */
export type Level = 'MUST' | 'SHOULD';

/** A part of the fixture that a case cannot do without. */
export type Need =
  | 'administratorToken'
  | 'actor'
  | 'otherActor'
  | 'foreignSession'
  | 'unreachableSession'
  | 'keyPackages'
  | 'events'
  | 'spareSessions'
  | 'registration'
  | 'homeServer';

/**
 * What a case does to the server: it only `reads`; it `changes` something that the server can bear, such as taking
 * events (left out by `--read-only`, runs while no other case does); or it `destroys`, such as ending a session or
 * rotating the key (the same, and only where the fixture allows it).
 */
export type Effect = 'reads' | 'changes' | 'destroys';

/** One thing that a server has to do, and how to find out whether it does. */
export interface Case {
  /** Never changes and is never given twice: the operationId (or `any`), a slash, what is special about it. */
  id: string;
  /** The operation that the case is about, or `any`. */
  operation: OperationId | 'any';
  /** What a server that keeps the clause does, as a sentence without a subject: `refuses a timestamp of the far past`. */
  title: string;
  level: Level;
  /** What it rests on: `R3` for a ruling, `page` for the page's own section, `contract` for what the document declares. */
  basis: readonly string[];
  needs: readonly Need[];
  effect: Effect;
  /** The case is about an optional route that the server leaves out; all others are skipped there. */
  ofNotOffered?: true;
  /** It judges every answer of the run, and so comes last. */
  everyAnswer?: EveryAnswer;
  /** Throws a `Failure` where the server does not keep the clause, a `Skip` where it cannot be found out. */
  run(context: CaseContext): Promise<void>;
}

/** What the file of a case says; its ID and its operation are those of its path. */
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
