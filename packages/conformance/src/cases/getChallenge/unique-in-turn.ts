import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'makes a new challenge for each request',
  level: 'MUST',
  basis: ['contract'],
  async run({ send }) {
    const seen = new Set<string>();
    for (let count = 0; count < 30; count++) {
      const answer = await send('getChallenge');
      expectSuccess(answer);
      const { challenge } = answer.json as { challenge: string };
      expectThat(!seen.has(challenge), 'a new challenge', 'one that came before', answer);
      seen.add(challenge);
    }
  },
});
