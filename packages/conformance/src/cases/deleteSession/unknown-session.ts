import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'answers 404 for an unknown session',
  level: 'MUST',
  basis: ['R12'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const json = { session_id: `never-${Math.floor(context.random() * 2 ** 48)}` };
    const answer = await context.send('deleteSession', { token: context.session.token, json });
    expectError(answer, 'P2CORE_SESSION_NOT_FOUND');
  },
});
