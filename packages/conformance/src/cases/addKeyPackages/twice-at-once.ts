import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses an array that holds a KeyPackage twice',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const one = keyPackageOf(context, session);
    const answer = await context.send('addKeyPackages', { token: session.token, json: [one, one] });
    expectError(answer, 'P2CORE_KEY_PACKAGE_KNOWN', 'P2CORE_BAD_REQUEST');
  },
});
