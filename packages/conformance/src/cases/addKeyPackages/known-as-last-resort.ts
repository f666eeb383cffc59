import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { setLastResort } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage that was uploaded as a last resort',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const json = [await setLastResort(context, session)];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_KEY_PACKAGE_KNOWN');
  },
});
