import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'accepts a challenge once, also in two simultaneous log-ins',
  level: 'MUST',
  basis: ['R36'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => identify(context, session, { challenge })),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expectEqual(taken.length, 1, 'the number of log-ins that succeed', answers[0]);
  },
});
