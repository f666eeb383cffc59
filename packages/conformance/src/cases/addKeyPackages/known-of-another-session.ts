import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newHpkeKey } from '../../mls/make-key-package.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses an init_key that another session has uploaded',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const initKey = newHpkeKey();
    const bring = async () => {
      const session = await context.enrolment.newSession(context);
      const json = [keyPackageOf(context, session, { initKey })];
      return context.send('addKeyPackages', { token: session.token, json });
    };
    expectStatus(await bring(), 201);
    expectError(await bring(), 'P2CORE_KEY_PACKAGE_KNOWN');
  },
});
