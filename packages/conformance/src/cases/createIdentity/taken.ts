import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'refuses a taken name in any case',
  level: 'MUST',
  basis: ['page', 'R26'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const name = (await context.enrolment.actor(context)).split('@')[0] ?? '';
    for (const actor_name of [name, name.toUpperCase()]) {
      const json = { actor_name, auth_payload: context.enrolment.payload() };
      expectError(await context.send('createIdentity', { json }), 'P2CORE_FEDERATION_ID_TAKEN');
    }
  },
});
