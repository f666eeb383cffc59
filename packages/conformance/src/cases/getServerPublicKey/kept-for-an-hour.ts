import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';
import { hour, maxAgeOf } from '../../steps/look-up.js';

export default defineCase({
  title: 'lets an answer about the present be kept for an hour',
  level: 'MUST',
  basis: ['R23'],
  async run({ send }) {
    const answer = await send('getServerPublicKey');
    expectSuccess(answer);
    expectEqual(maxAgeOf(answer), hour, 'a Cache-Control with the max-age', answer);
  },
});
