import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { tokenOf } from '../../steps/identify.js';
import { lookUpActor } from '../../steps/look-up.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'keeps the session and its certificate',
  level: 'MUST',
  basis: ['R40'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token, fid, id, ...session } = await context.enrolment.newSession(context);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    const options = { path: { fid }, query: { session_id: id } };
    const { listed, answer } = await lookUpActor(context, options);
    const flags = listed.map(({ invalidated }) => invalidated);
    expectEqual(flags, [false], 'the flags of its ID-Certs', answer);
    await expectAlive(context, await tokenOf(context, session));
  },
});
