import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { solutionField } from '../../contract/operation.js';
import { newForeignSession } from '../../steps/identify.js';
import { secondFactorOf } from '../../steps/second-factor.js';

export default defineCase({
  title: 'does not ask a foreign actor for a second factor',
  level: 'MUST',
  basis: ['R41'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    secondFactorOf(context);
    const { id, token } = await newForeignSession(context);
    const answer = await context.send('deleteSession', {
      ...{ token, json: { session_id: id } },
      headers: { [solutionField]: undefined },
    });
    expectStatus(answer, 204);
  },
});
