import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'refuses a whole Federation ID as the name',
  level: 'MUST',
  basis: ['R26'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const json = {
      actor_name: `${newName()}@${context.domain}`,
      auth_payload: context.enrolment.payload(),
    };
    expectError(await context.send('createIdentity', { json }), 'P2CORE_BAD_REQUEST');
  },
});
