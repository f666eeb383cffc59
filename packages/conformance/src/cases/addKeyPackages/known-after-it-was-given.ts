import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newHpkeKey } from '../../mls/make-key-package.js';
import { keyPackageOf, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses an init_key that was given out already',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const initKey = newHpkeKey();
    const send = () =>
      context.send('addKeyPackages', {
        token: session.token,
        json: [keyPackageOf(context, session, { initKey })],
      });
    expectStatus(await send(), 201);
    await takenOf(context, fid, 1, session.token);
    expectError(await send(), 'P2CORE_KEY_PACKAGE_KNOWN');
  },
});
