import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'uses no invitation up for a registration that it refuses',
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const actor_name = (await context.enrolment.actor(context)).split('@')[0];
    const auth_payload = context.enrolment.payload();
    const json = { actor_name, auth_payload };
    expectError(await context.send('createIdentity', { json }), 'P2CORE_FEDERATION_ID_TAKEN');
    await context.enrolment.register(context);
  },
});
