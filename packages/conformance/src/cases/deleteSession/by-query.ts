import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'ends the session named in the query, and no other',
  level: 'MUST',
  basis: ['R3'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const asking = context.session.token;
    const query = { session_id: id };
    expectSuccess(await context.send('deleteSession', { token: asking, query }));
    expectError(await context.send('getEvents', { token }), 'P2CORE_UNAUTHORIZED');
    const alive = await context.send('getEvents', { method: 'HEAD', token: asking });
    expectThat(alive.status !== 401, 'a live token', '401', alive);
  },
});
