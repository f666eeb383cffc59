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
    const { token } = await context.enrolment.newSession(context);
    const json = keyPackageOf(context, await context.enrolment.newSession(context));
    const answer = await context.send('replaceLastResortKeyPackage', { token, json });
    expectError(answer, 'P2CORE_KEY_PACKAGE_MISMATCH');
  },
});
