import { defineCase } from '../../catalogue/case.js';
import { expectChallengeError } from '../../check/challenge.js';
import { expectError } from '../../check/expect.js';
import { trust, wrong } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses wrong credentials',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const auth_payload = wrong(context.enrolment.credentials);
    const answer = await trust(context, { fid, auth_payload });
    expectError(answer, 'P2CORE_INVALID_CREDENTIALS');
    expectChallengeError(answer, undefined);
  },
});
