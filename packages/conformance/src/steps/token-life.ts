import { describe, expectError, expectThat } from '../check/expect.js';
import type { CaseContext } from '../run/case-context.js';

/** Ends no session, and needs a token (R12). */
const json = { session_id: 'nobody-of-the-conformance-kit' };

/** The token authenticates. */
export async function expectAlive({ send }: CaseContext, token: string): Promise<void> {
  const answer = await send('deleteSession', { json, token });
  expectThat(answer.status !== 401, 'a token that is live', describe(answer), answer);
}

/** The token authenticates no more, for the events of its session neither. */
export async function expectDead({ send, survey }: CaseContext, token: string): Promise<void> {
  expectError(await send('deleteSession', { json, token }), 'P2CORE_UNAUTHORIZED');
  if (!survey.missing.has('getEvents')) {
    expectError(await send('getEvents', { token }), 'P2CORE_UNAUTHORIZED');
  }
}
