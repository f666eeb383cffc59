import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { addFor, keyPackageOf, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a known KeyPackage, and all others of its array',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const [known = ''] = await addFor(context, session, 1);
    const json = [keyPackageOf(context, session), known];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_KEY_PACKAGE_KNOWN');
    const taken = await takenOf(context, fid, 2, session.token);
    expectEqual(
      taken.map(({ text }) => text),
      [known],
      'the KeyPackages given out',
    );
  },
});
