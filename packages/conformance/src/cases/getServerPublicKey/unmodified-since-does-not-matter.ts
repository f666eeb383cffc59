import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'does not take If-Modified-Since for a validator, for it gives no Last-Modified',
  level: 'MUST',
  basis: ['R23'],
  async run({ send, now }) {
    const headers = { 'If-Modified-Since': new Date((now() + 60) * 1000).toUTCString() };
    const answer = await send('getServerPublicKey', { headers });
    const dated = answer.headers.get('Last-Modified') !== null;
    expectThat(answer.status === 200 || dated, '200', String(answer.status), answer);
  },
});
