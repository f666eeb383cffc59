import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { newForeignSession, tokenOf } from '../../steps/identify.js';
import { eventsOf, isNewSession } from '../../steps/told.js';

export default defineCase({
  title: "sends the actor's other sessions an event for a new session, and for no other log-in",
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const first = await newForeignSession(context);
    const [localPart = ''] = first.fid.split('@');
    const { token: _token, ...second } = await newForeignSession(context, { localPart });
    expectEqual(
      (await eventsOf(context, first)).filter(isNewSession).length,
      1,
      'NewSession events',
    );
    await tokenOf(context, second);
    const more = (await eventsOf(context, first)).filter(isNewSession);
    expectEqual(more.length, 0, 'NewSession events of a log-in of a known session');
  },
});
