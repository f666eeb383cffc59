import { defineCase } from '../../catalogue/case.js';
import { expectStatus, expectThat } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'gives no token',
  level: 'MUST',
  basis: ['page', 'contract'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const auth_payload = context.enrolment.payload();
    context.enrolment.takeInvitation();
    const json = { actor_name: newName(), auth_payload };
    const answer = await context.send('createIdentity', { json });
    expectStatus(answer, 201);
    expectThat(!('token' in (answer.json as object)), 'no token', 'one', answer);
  },
});
