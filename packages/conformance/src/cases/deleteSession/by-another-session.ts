import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'ends the session that is named, and not the one that asks',
  level: 'MUST',
  basis: ['page', 'R12', 'R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    const asking = context.session.token;
    expectSuccess(await context.send('deleteSession', { token: asking, json }));
    expectError(await context.send('getEvents', { token }), 'P2CORE_UNAUTHORIZED');
    const alive = await context.send('getEvents', { method: 'HEAD', token: asking });
    expectThat(alive.status !== 401, 'a live token', '401', alive);
  },
});
