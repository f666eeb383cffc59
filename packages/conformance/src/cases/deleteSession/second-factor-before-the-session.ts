import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { solutionField } from '../../contract/operation.js';
import { newSessionId } from '../../enrolment/enrolment.js';
import { Skip } from '../../run/failure.js';
import { secondFactorOf } from '../../steps/second-factor.js';

export default defineCase({
  title: 'checks the second factor before it looks for the session',
  level: 'MUST',
  basis: ['R24', 'R41'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    secondFactorOf(context);
    const { token, id } = await context.enrolment.newSession(context);
    const headers = { [solutionField]: undefined };
    const end = (session_id: string) =>
      context.send('deleteSession', { token, json: { session_id }, headers });
    const ofNobody = await end(newSessionId());
    if ((await end(id)).status === 204) {
      throw new Skip('the server asks for no second factor there', false);
    }
    expectError(ofNobody, 'P2CORE_SECOND_FACTOR_REQUIRED');
  },
});
