import { errorCodes } from '@p2core/types';
import { describe, expectThat } from '../check/expect.js';
import type { Answer } from '../http/answer.js';

const code = 'P2CORE_REGISTRATION_CLOSED';

/** Expects a registration to be refused for want of an invitation. A fixture for an open server must give none. */
export function expectClosed(answer: Answer): void {
  const { status } = errorCodes[code];
  const { error } = (answer.json ?? {}) as { error?: unknown };
  expectThat(
    answer.status === status && error === code,
    `${status} ${code} (where registration is open, give the kit no invitations)`,
    describe(answer),
    answer,
  );
}
