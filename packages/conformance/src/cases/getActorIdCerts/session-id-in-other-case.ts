import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'compares session IDs with regard to case',
  level: 'MUST',
  basis: ['R11'],
  needs: ['actor'],
  async run(context) {
    const { pem, sessionId } = await someIdCert(context);
    const others = [sessionId.toUpperCase(), sessionId.toLowerCase()];
    const other = others.find((one) => one !== sessionId);
    if (other === undefined) throw new Skip(`the session ID ${sessionId} has no letters`);
    const { answer, listed } = await lookUpActor(context, { query: { session_id: other } });
    const isThere = listed.some((one) => one.pem === pem);
    expectThat(!isThere, `a list without the session ${sessionId}`, 'one with it', answer);
  },
});
