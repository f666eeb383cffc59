import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'refuses the token of an ended session on every route',
  level: 'MUST',
  basis: ['page', 'R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    expectSuccess(await context.send('deleteSession', { token, json }));
    for (const operation of ['getEvents', 'getKeyPackages', 'deleteSession'] as const) {
      const options = operation === 'deleteSession' ? { token, json } : { token };
      expectError(await context.send(operation, options), 'P2CORE_UNAUTHORIZED');
    }
  },
});
