import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'keeps the invitation of a refused registration usable',
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const actor_name = (await context.enrolment.actor(context)).split('@')[0];
    const auth_payload = context.enrolment.payload();
    const json = { actor_name, auth_payload };
    expectError(await context.send('createIdentity', { json }), 'P2CORE_FEDERATION_ID_TAKEN');
    context.enrolment.takeInvitation();
    const other = { actor_name: newName(), auth_payload };
    expectStatus(await context.send('createIdentity', { json: other }), 201);
  },
});
