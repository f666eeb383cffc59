import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { hour } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives an expiry in seconds, less than a day away',
  level: 'SHOULD',
  basis: ['R1'],
  async run({ send }) {
    const answer = await send('getChallenge');
    expectSuccess(answer);
    const { expires } = answer.json as { expires: number };
    const most = timeOf(answer) + 24 * hour;
    expectThat(expires <= most, `an expiry by ${most}`, `${expires}`, answer);
  },
});
