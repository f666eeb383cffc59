import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { digestLength, domainDigest } from '../../enrolment/challenge.js';
import { Skip } from '../../run/failure.js';
import { newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'begins with the digest of its own domain',
  level: 'SHOULD',
  basis: ['R35'],
  needs: [],
  effect: 'reads',
  async run(context) {
    if (context.survey.missing.has('identify')) throw new Skip('the server has no identify', false);
    const challenge = await newChallenge(context);
    const digest = domainDigest(context.domain);
    expectEqual(challenge.slice(0, digestLength), digest, 'the first characters');
  },
});
