import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists a valid, unflagged ID-Cert for each live session',
  level: 'MUST',
  basis: ['page', 'R8', 'R39'],
  needs: ['actor'],
  async run(context) {
    for (const session of [context.session, context.secondSession]) {
      const look = await readActor(context, { query: { session_id: session.id } });
      const isLive = look.idCerts.some(({ invalidated }) => !invalidated);
      expectThat(isLive, 'an ID-Cert that is not invalidated', 'none', look.answer);
    }
  },
});
