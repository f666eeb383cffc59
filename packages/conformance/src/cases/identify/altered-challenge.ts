import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses a challenge with any one character changed',
  level: 'MUST',
  basis: ['R36', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    for (let place = 0; place < challenge.length; place++) {
      const other = challenge[place] === 'A' ? 'B' : 'A';
      const altered = challenge.slice(0, place) + other + challenge.slice(place + 1);
      const answer = await identify(context, session, { challenge: altered });
      expectError(answer, 'P2CORE_CHALLENGE_INVALID');
    }
    expectStatus(await identify(context, session, { challenge }), 201);
  },
});
