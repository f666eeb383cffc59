import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { tokenOf } from '../../steps/identify.js';
import { eventsOf, isNewSession } from '../../steps/told.js';

export default defineCase({
  title: "keeps the session's waiting events",
  level: 'MUST',
  basis: ['R40'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token, ...session } = await context.enrolment.newSession(context);
    await eventsOf(context, { ...session, token });
    await context.enrolment.newSession(context);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    const next = { ...session, token: await tokenOf(context, session) };
    const told = (await eventsOf(context, next)).filter(isNewSession);
    expectEqual(told.length, 1, 'the number of NewSession events');
  },
});
