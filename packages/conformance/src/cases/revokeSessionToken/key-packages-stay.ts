import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { tokenOf } from '../../steps/identify.js';
import { addFor, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: "keeps the session's KeyPackages",
  level: 'MUST',
  basis: ['R40'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const { token, ...session } = await context.enrolment.newSession(context, { fid });
    const added = await addFor(context, { ...session, token }, 1);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    const taken = await takenOf(context, fid, 1, await tokenOf(context, session));
    const texts = taken.map(({ text }) => text);
    expectEqual(texts, added, 'the KeyPackages given out');
  },
});
