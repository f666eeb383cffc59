import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'answers 404 for an ended session',
  level: 'MUST',
  basis: ['R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    const owner = context.session.token;
    expectSuccess(await context.send('deleteSession', { token: owner, json }));
    const again = await context.send('deleteSession', { token: owner, json });
    expectError(again, 'P2CORE_SESSION_NOT_FOUND');
    expectError(await context.send('getEvents', { token }), 'P2CORE_UNAUTHORIZED');
  },
});
