import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { solutionField } from '../../contract/operation.js';
import { Skip } from '../../run/failure.js';
import { renew } from '../../steps/renew.js';

export default defineCase({
  title: 'refuses a wrong second factor, where it asks for one',
  level: 'MUST',
  basis: ['R41'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const answer = await renew(context, session, { headers: { [solutionField]: 'wrong' } });
    if (answer.status === 201) throw new Skip('the server asks for no second factor', false);
    expectError(answer, 'P2CORE_SECOND_FACTOR_REQUIRED');
  },
});
