import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: "checks all KeyPackages' signatures before their owner",
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const other = await context.enrolment.newSession(context);
    const session = await context.enrolment.newSession(context, { fid: other.fid });
    const expired = keyPackageOf(context, session, { notAfter: context.now() - 600 });
    const json = [keyPackageOf(context, other), expired];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
