import { defineCase } from '../../catalogue/case.js';
import { expectHeader, expectStatus, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'gives the most octets of key material',
  level: 'MUST',
  basis: ['page', 'R33'],
  needs: [],
  effect: 'reads',
  async run(context) {
    const answer = await context.send('getKeyMaterialLimit', { token: null });
    expectStatus(answer, 200);
    const octets = Number(expectHeader(answer, 'X-Max-Payload-Size', /^[1-9]\d*$/));
    expectThat(octets >= 800, 'room for 800 octets at least', `${octets}`, answer);
    expectHeader(answer, 'Allow', /\boptions\b/i);
  },
});
