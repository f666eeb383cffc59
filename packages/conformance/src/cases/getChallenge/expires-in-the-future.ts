import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';

export default defineCase({
  title: 'gives an expiry in the future',
  level: 'MUST',
  basis: ['R1', 'contract'],
  async run({ send }) {
    const answer = await send('getChallenge');
    expectSuccess(answer);
    const { expires } = answer.json as { expires: number };
    expectThat(expires > timeOf(answer), `an expiry after ${timeOf(answer)}`, `${expires}`, answer);
  },
});
