import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newHpkeKey } from '../../mls/make-key-package.js';
import { keyPackageOf, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage, and its init_key, that was given out already',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const initKey = newHpkeKey();
    const newKeyPackage = () => keyPackageOf(context, session, { initKey });
    const { token } = session;
    const json = [newKeyPackage()];
    expectStatus(await context.send('addKeyPackages', { token, json }), 201);
    await takenOf(context, fid, 1, token);
    for (const again of [json, [newKeyPackage()]]) {
      const answer = await context.send('addKeyPackages', { token, json: again });
      expectError(answer, 'P2CORE_KEY_PACKAGE_KNOWN');
    }
  },
});
