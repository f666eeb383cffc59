import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'makes a new challenge for each of many simultaneous requests',
  level: 'MUST',
  basis: ['contract'],
  async run({ send }) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('getChallenge')));
    const seen = new Set<unknown>();
    for (const answer of answers) {
      expectSuccess(answer);
      const { challenge } = answer.json as { challenge: string };
      expectThat(!seen.has(challenge), 'a new challenge', 'one that came before', answer);
      seen.add(challenge);
    }
  },
});
