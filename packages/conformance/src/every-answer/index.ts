import { cors, exposedHeaders } from './cors.js';
import { errorCode, errorShape, errorsNotKept } from './errors.js';
import type { EveryAnswerCase } from './every-answer-case.js';
import { headerFields } from './header-fields.js';
import { challengeNeverTwice, eventsRise, invalidatedAtStays, oldestIdCertFirst } from './kinds.js';

/** The cases that judge every answer of a run. */
export const everyAnswerCases: readonly EveryAnswerCase[] = [
  ...[cors, exposedHeaders, errorShape, errorCode, errorsNotKept, ...headerFields],
  ...[challengeNeverTwice, eventsRise, oldestIdCertFirst, invalidatedAtStays],
];
