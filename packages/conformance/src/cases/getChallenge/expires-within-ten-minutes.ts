import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { Skip } from '../../run/failure.js';

const mostSeconds = 600;

export default defineCase({
  title: 'gives challenges that expire within 10 minutes',
  level: 'MUST',
  basis: ['R36'],
  async run({ send, survey }) {
    if (survey.missing.has('identify')) throw new Skip('the server has no identify', false);
    const answer = await send('getChallenge');
    expectSuccess(answer);
    const { expires } = answer.json as { expires: number };
    const most = timeOf(answer) + mostSeconds;
    expectThat(expires <= most, `an expiry by ${most}`, `${expires}`, answer);
  },
});
