import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'reads % and _ in a session ID as themselves',
  level: 'MUST',
  basis: ['R8', 'R11'],
  needs: ['actor'],
  async run(context) {
    const { pem, sessionId } = await someIdCert(context);
    const patterns = ['%', `${sessionId.slice(0, -1)}_`, '_'.repeat(sessionId.length)];
    for (const pattern of patterns.filter((one) => one !== sessionId)) {
      const { answer, listed } = await lookUpActor(context, { query: { session_id: pattern } });
      const isThere = listed.some((one) => one.pem === pem);
      expectThat(!isThere, `a list without the session ${sessionId}`, 'one with it', answer);
    }
  },
});
