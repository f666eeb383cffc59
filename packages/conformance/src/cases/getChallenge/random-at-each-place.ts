import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'makes challenges that have no pattern in common',
  level: 'MUST',
  basis: ['contract'],
  async run({ send }) {
    const challenges: string[] = [];
    while (challenges.length < 20) {
      const answer = await send('getChallenge');
      expectSuccess(answer);
      const { challenge } = answer.json as { challenge: string };
      for (const other of challenges) {
        const same = [...challenge].filter((character, place) => character === other[place]).length;
        const expected = 'a challenge that differs from others at most places';
        expectThat(same < challenge.length / 2, expected, `${same} places like another`, answer);
      }
      challenges.push(challenge);
    }
  },
});
