import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'answers If-None-Match as if it were not there, for nothing of it is kept',
  level: 'MUST',
  basis: ['R23'],
  needs: ['actor'],
  effect: 'changes',
  async run({ send }) {
    const answer = await send('getKeyPackages', { headers: { 'If-None-Match': '*' } });
    expectThat(answer.status !== 304, 'an answer that is not from a cache', '304', answer);
  },
});
