import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { digestLength, domainDigest } from '../../enrolment/challenge.js';
import type { Answer } from '../../http/answer.js';
import type { CaseContext } from '../../run/case-context.js';
import { Skip } from '../../run/failure.js';

export default defineCase({
  title: 'makes challenges without a common pattern, except the digest of its domain',
  level: 'MUST',
  basis: ['contract', 'R35'],
  async run(context) {
    const answers: Answer[] = [];
    while (answers.length < 20) {
      const answer = await context.send('getChallenge');
      expectSuccess(answer);
      answers.push(answer);
    }
    const challenges = withoutDigest(answers.map(challengeIn), context);
    for (const [index, challenge] of challenges.entries()) {
      for (const other of challenges.slice(0, index)) {
        const same = [...challenge].filter((character, place) => character === other[place]).length;
        const expected = 'a challenge that differs from others at most places';
        const actual = `${same} of ${challenge.length} places like another`;
        expectThat(same < challenge.length / 2, expected, actual, answers[index]);
      }
    }
  },
});

function challengeIn({ json }: Answer): string {
  return (json as { challenge: string }).challenge;
}

/** The first characters may be the digest (R35); where the domain is not known, what all have in common is taken for it. */
function withoutDigest(challenges: readonly string[], context: CaseContext): readonly string[] {
  const digest = digestIn(context) ?? (challenges[0] ?? '').slice(0, digestLength);
  const isDigest = challenges.every(
    (challenge) => challenge.length >= 2 * digestLength && challenge.startsWith(digest),
  );
  return isDigest ? challenges.map((challenge) => challenge.slice(digestLength)) : challenges;
}

function digestIn(context: CaseContext): string | undefined {
  try {
    return domainDigest(context.domain);
  } catch (error) {
    if (error instanceof Skip) return undefined;
    throw error;
  }
}
