import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'accepts a name of 64 characters, and refuses one of 65 and an empty one',
  level: 'MUST',
  basis: ['R26'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const longest = newName().padEnd(64, '0');
    for (const actor_name of ['', `${longest}0`]) {
      const json = { actor_name, auth_payload: context.enrolment.payload() };
      expectError(await context.send('createIdentity', { json }), 'P2CORE_BAD_REQUEST');
    }
    const fid = await context.enrolment.register(context, longest);
    expectEqual(fid, `${longest}@${context.domain}`, 'fid');
  },
});
