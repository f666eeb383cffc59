import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists the ID-Certs of only the session in session_id',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { id } = context.session;
    const { answer, idCerts } = await readActor(context, { query: { session_id: id } });
    expectThat(idCerts.length > 0, `an ID-Cert of the session ${id}`, 'none', answer);
    for (const { sessionId } of idCerts) expectEqual(sessionId, id, 'the session', answer);
  },
});
