import type { Case } from '../catalogue/case.js';
import type { SentRequest } from '../http/request.js';
import type { RunState } from './create-context.js';
import type { Failure } from './failure.js';
import { serverEnded } from './presence.js';
import { isOverTimes, wrongDate } from './wrong-date.js';

/**
 * The cause of a failure. Failures with one cause are shown together. It is the case for every answer that the same
 * answer breaks, else the expected and the actual value without the operation.
 */
export function causeOf(
  { id, operation, everyAnswer }: Case,
  failure: Failure,
  request: SentRequest | undefined,
  { ledger, survey, presence }: Pick<RunState, 'ledger' | 'survey' | 'presence'>,
): string {
  if (presence.isEnd(failure)) return serverEnded;
  if (everyAnswer !== undefined) return id;
  if (id.endsWith('/is-there')) return 'missing operations';
  const root = ledger.rootOf(failure);
  if (root !== undefined) return root;
  if (isOverTimes(failure, request, survey.ahead)) return wrongDate;
  if (id.endsWith('/not-offered'))
    return 'operations that are left out without P2CORE_ROUTE_NOT_OFFERED';
  const { expected, actual, answer } = failure;
  if (answer?.status === 501 && operation !== 'any') {
    const isOfTheContract = answer.json !== undefined;
    return `${isOfTheContract ? operation : 'a method'} is not implemented`;
  }
  const came =
    answer !== undefined && actual.startsWith(`${answer.status}`) ? codeOf(actual) : actual;
  return `${came} in place of ${expected}`
    .replaceAll(operation, 'an operation')
    .replace(/\(.*?\)/g, '');
}

/** `404 P2CORE_NOT_FOUND`, or only the status where the content is no error. */
function codeOf(described: string): string {
  return /^\d+(?: P2CORE_\w+)?/.exec(described)?.[0] ?? described;
}
