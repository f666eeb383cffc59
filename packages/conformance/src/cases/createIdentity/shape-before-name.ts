import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'checks the shape of the content before the name',
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run({ send, enrolment }) {
    const [actor_name] = (await enrolment.actor({ send })).split('@');
    const json = { actor_name, auth_payload: 'a text' };
    expectError(await send('createIdentity', { json }), 'P2CORE_BAD_REQUEST');
  },
});
