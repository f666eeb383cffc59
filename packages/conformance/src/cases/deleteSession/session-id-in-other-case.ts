import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'ends no session whose ID differs in case',
  level: 'MUST',
  basis: ['R11'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const other = [id.toUpperCase(), id.toLowerCase()].find((one) => one !== id);
    if (other === undefined) throw new Skip(`the session ID ${id} has no letters`);
    const json = { session_id: other };
    const answer = await context.send('deleteSession', { token: context.session.token, json });
    expectError(answer, 'P2CORE_SESSION_NOT_FOUND');
    await expectAlive(context, token);
  },
});
