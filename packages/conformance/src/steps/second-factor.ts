/** The second factor of sensitive actions (R41). */
import type { CaseDefinition } from '../catalogue/case.js';
import { expectError, expectStatus } from '../check/expect.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';

/** What the server wants of its actors. Throws a `Skip` where the fixture names nothing. */
export function secondFactorOf({ fixture }: CaseContext): string {
  const { secondFactor } = fixture;
  if (secondFactor !== undefined) return secondFactor;
  throw new Skip('the fixture names no second factor that the server asks for', false);
}

/** Each octet percent-encoded, which is another spelling of the same. */
function fullyEncoded(text: string): string {
  return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}

/** Does what is sensitive, for a session of the run's own actor; the value of the header field, or none. */
type Act = (
  context: CaseContext,
  session: OwnSession,
  solution: string | undefined,
) => Promise<Answer>;

/** A case: what `act` does wants the second factor, and nothing comes of it with a wrong one or without. */
export function wantsSecondFactor(title: string, status: number, act: Act): CaseDefinition {
  return {
    title,
    ...{ level: 'MUST', basis: ['R41'], needs: ['registration'], effect: 'changes' },
    async run(context) {
      const right = secondFactorOf(context);
      const session = await context.enrolment.newSession(context);
      for (const solution of [undefined, 'wrong']) {
        const answer = await act(context, session, solution);
        if (solution === undefined && answer.status === status) {
          throw new Skip('the server asks for no second factor there', false);
        }
        expectError(answer, 'P2CORE_SECOND_FACTOR_REQUIRED');
      }
      expectStatus(await act(context, session, fullyEncoded(right)), status);
    },
  };
}
