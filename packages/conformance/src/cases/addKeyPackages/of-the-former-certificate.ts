import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';
import { renewed } from '../../steps/renew.js';

export default defineCase({
  title: "refuses a KeyPackage for a session's former ID-Cert, and accepts one for the new",
  level: 'MUST',
  basis: ['R30', 'R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const former = await context.enrolment.newSession(context);
    const session = await renewed(context, former);
    const { token } = session;
    const answer = await context.send('addKeyPackages', {
      token,
      json: [keyPackageOf(context, former)],
    });
    expectError(answer, 'P2CORE_KEY_PACKAGE_MISMATCH');
    const json = [keyPackageOf(context, session)];
    expectStatus(await context.send('addKeyPackages', { token, json }), 201);
  },
});
