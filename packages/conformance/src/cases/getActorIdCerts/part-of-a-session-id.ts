import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'does not match a part of a session ID',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { pem, sessionId } = await someIdCert(context);
    for (const part of [sessionId.slice(0, -1), sessionId.slice(1)].filter((text) => text !== '')) {
      const { answer, listed } = await lookUpActor(context, { query: { session_id: part } });
      const isThere = listed.some((one) => one.pem === pem);
      expectThat(!isThere, `a list without the session ${sessionId}`, 'one with it', answer);
    }
  },
});
