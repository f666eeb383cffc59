import { defineCase } from '../../catalogue/case.js';
import { expectError, expectThat } from '../../check/expect.js';

export default defineCase({
  title: "answers 404 for another actor's session, and does not end it",
  level: 'MUST',
  basis: ['R12'],
  needs: ['actor', 'spareSessions', 'otherActor'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    const stranger = context.fixture.otherActor?.sessions[0]?.token ?? null;
    const answer = await context.send('deleteSession', { token: stranger, json });
    expectError(answer, 'P2CORE_SESSION_NOT_FOUND');
    const alive = await context.send('getEvents', { method: 'HEAD', token });
    expectThat(alive.status !== 401, 'a live token', '401', alive);
  },
});
