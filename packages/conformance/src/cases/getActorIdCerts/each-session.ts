import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists the ID-Cert of each session',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    const ids = new Set(idCerts.map(({ sessionId }) => sessionId));
    for (const { id } of [context.session, context.secondSession]) {
      expectThat(ids.has(id), `an ID-Cert of the session ${id}`, 'none', answer);
    }
  },
});
