import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import type { RequestOptions } from '../../http/request.js';
import { lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'goes by the query beside content, and by content beside the query',
  level: 'MUST',
  basis: ['R3'],
  needs: ['actor'],
  async run(context) {
    const { pem, sessionId } = await someIdCert(context);
    const now = String(context.now());
    const nobody = `never-${Math.floor(context.random() * 2 ** 48)}`;
    const isListed = async (filters: RequestOptions) => {
      const { answer, listed } = await lookUpActor(context, filters);
      return { answer, isThere: listed.some((one) => one.pem === pem) };
    };
    const both = await isListed({ query: { session_id: sessionId }, json: { timestamp: now } });
    expectThat(both.isThere, `a list with the session ${sessionId}`, 'one without', both.answer);
    const others: RequestOptions[] = [
      { query: { session_id: nobody }, json: { timestamp: now } },
      { query: { timestamp: now }, json: { session_id: nobody } },
      { query: { session_id: nobody }, json: {} },
      { query: { session_id: nobody }, json: null },
    ];
    for (const filters of others) {
      const { answer, isThere } = await isListed(filters);
      expectThat(!isThere, `a list without the session ${sessionId}`, 'one with it', answer);
    }
  },
});
