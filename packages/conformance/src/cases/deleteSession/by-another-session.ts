import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'ends the named session, and not the one of the token',
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
