import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage of another session',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const other = await context.enrolment.newSession(context);
    const json = [keyPackageOf(context, other)];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_KEY_PACKAGE_MISMATCH');
  },
});
