import { defineCase } from '../../catalogue/case.js';
import { describe, expectHeader, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'serves a preflight request by the same answer',
  level: 'MUST',
  basis: ['R33'],
  needs: [],
  effect: 'reads',
  async run(context) {
    const answer = await context.send('getKeyMaterialLimit', {
      token: null,
      headers: { 'Access-Control-Request-Method': 'POST' },
    });
    expectThat(answer.status >= 200 && answer.status < 300, 'success', describe(answer), answer);
    expectHeader(answer, 'Access-Control-Allow-Methods', /^\*$|\bpost\b/i);
  },
});
