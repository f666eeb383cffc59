import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { addFor } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage that was uploaded as an ordinary one',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const [json] = await addFor(context, session, 1);
    const { token } = session;
    const answer = await context.send('replaceLastResortKeyPackage', { token, json });
    expectError(answer, 'P2CORE_KEY_PACKAGE_KNOWN');
  },
});
