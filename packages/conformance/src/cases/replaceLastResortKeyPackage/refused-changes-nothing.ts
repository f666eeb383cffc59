import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { keyPackageOf, setLastResort, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'keeps the last resort when it refuses a new one',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const { token } = session;
    const former = await setLastResort(context, session);
    const json = keyPackageOf(context, session, { notAfter: context.now() - 600 });
    const answer = await context.send('replaceLastResortKeyPackage', { token, json });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    const taken = await takenOf(context, fid, 1, token);
    expectEqual(
      taken.map(({ text }) => text),
      [former],
      'the last resort',
    );
  },
});
