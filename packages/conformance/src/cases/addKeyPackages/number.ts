import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses an empty array, and one of 101 KeyPackages',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const one = keyPackageOf(context, session);
    for (const json of [[], Array.from({ length: 101 }, () => one)]) {
      const answer = await context.send('addKeyPackages', { token: session.token, json });
      expectError(answer, 'P2CORE_BAD_REQUEST');
    }
  },
});
