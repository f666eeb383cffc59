import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses an expired KeyPackage',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const json = [keyPackageOf(context, session, { notAfter: context.now() - 600 })];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
