import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { wrong } from '../../steps/trust.js';

export default defineCase({
  title: 'checks the shape of the content before the credentials',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const [actor_name] = (await context.enrolment.actor(context)).split('@');
    const auth_payload = wrong(context.enrolment.credentials);
    const answer = await context.send('trustSession', { json: { actor_name, auth_payload } });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
