import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'gives the expiry as an integer, not as a string',
  level: 'MUST',
  basis: ['R1'],
  async run({ send }) {
    const answer = await send('getChallenge');
    expectSuccess(answer);
    const { expires } = answer.json as { expires: unknown };
    expectThat(
      Number.isSafeInteger(expires),
      'an integer below 2^53',
      JSON.stringify(expires) ?? 'none',
      answer,
    );
  },
});
