import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'gives a later challenge no earlier expiry',
  level: 'SHOULD',
  basis: ['contract'],
  async run({ send }) {
    let last = 0;
    for (let count = 0; count < 10; count++) {
      const answer = await send('getChallenge');
      expectSuccess(answer);
      const { expires } = answer.json as { expires: number };
      expectThat(expires >= last, `an expiry from ${last}`, `${expires}`, answer);
      last = expires;
    }
  },
});
