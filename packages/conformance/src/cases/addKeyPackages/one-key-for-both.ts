import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newHpkeKey } from '../../mls/make-key-package.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage whose init_key is its encryption_key',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const key = newHpkeKey();
    const json = [keyPackageOf(context, session, { initKey: key, encryptionKey: key })];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
