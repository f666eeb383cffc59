import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import { trust, wrong } from '../../steps/trust.js';

export default defineCase({
  title: 'answers the same for an actor that there is not as for wrong credentials',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const auth_payload = wrong(context.enrolment.credentials);
    const known = await trust(context, { fid, auth_payload });
    const unknown = await trust(context, { fid: `${newName()}@${context.domain}`, auth_payload });
    expectError(known, 'P2CORE_INVALID_CREDENTIALS');
    expectError(unknown, 'P2CORE_INVALID_CREDENTIALS');
    expectEqual(unknown.text, known.text, 'the content', unknown);
  },
});
