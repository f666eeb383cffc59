import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: "answers 404 to the administrator's token",
  level: 'MUST',
  basis: ['R25'],
  needs: ['administratorToken'],
  effect: 'changes',
  async run(context) {
    const token = context.fixture.administratorToken ?? null;
    const answer = await context.send('revokeSessionToken', { token });
    expectError(answer, 'P2CORE_SESSION_NOT_FOUND');
  },
});
