import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'ends no other session of the actor',
  level: 'MUST',
  basis: ['R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    expectSuccess(await context.send('deleteSession', { token, json }));
    for (const other of [context.session, context.secondSession]) {
      const alive = await context.send('getEvents', { method: 'HEAD', token: other.token });
      expectThat(alive.status !== 401, 'a live token', '401', alive);
      const look = await readActor(context, { query: { session_id: other.id } });
      const isValid = look.idCerts.some(({ invalidated }) => !invalidated);
      expectThat(isValid, 'an ID-Cert that is not invalidated', 'none', look.answer);
    }
  },
});
