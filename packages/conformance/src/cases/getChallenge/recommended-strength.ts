import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'makes challenges of 64 characters and more, with upper case, lower case and digits',
  level: 'SHOULD',
  basis: ['contract'],
  async run({ send }) {
    let all = '';
    for (let count = 0; count < 10; count++) {
      const answer = await send('getChallenge');
      expectSuccess(answer);
      const { challenge } = answer.json as { challenge: string };
      expectThat(challenge.length >= 64, '64 characters or more', `${challenge.length}`, answer);
      all += challenge;
    }
    for (const [name, kind] of [
      ['upper case', /[A-Z]/],
      ['lower case', /[a-z]/],
      ['digits', /[0-9]/],
    ] as const) {
      expectThat(kind.test(all), `${name} in challenges`, 'none');
    }
  },
});
