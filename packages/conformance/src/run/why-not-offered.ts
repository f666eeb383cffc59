import { allOperations, type OperationId } from '@p2core/types';
import { operationOf } from '../contract/operation.js';
import type { Fixture } from '../fixture/fixture.js';
import { isClaimed } from '../fixture/offered.js';
import type { Findings } from './findings.js';

/**
 * The reason for not trying the cases of an operation that `isOffered` denies: from the server's answer, else from the
 * fixture.
 */
export function whyNotOffered(
  operation: OperationId,
  fixture: Fixture,
  { missing }: Pick<Findings, 'missing'>,
): string {
  const { page } = operationOf(operation);
  if (isClaimed(page, fixture) || missing.has(operation)) {
    return 'the server does not offer the route';
  }
  if (fixture.pages === undefined) {
    return 'the server offers the route, but trying it takes --register, --invitation, or the "pages" of a fixture';
  }
  const ofPage = allOperations.filter((one) => one.page === page);
  const lacking = ofPage.filter(({ operationId }) => missing.has(operationId));
  return lacking.length === 0
    ? `the fixture's "pages" leave out ${page}`
    : `the server offers only a part of the page ${page}: it has no ${lacking[0]?.operationId}`;
}
