import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'accepts a signature in hexadecimal digits',
  level: 'MUST',
  basis: ['R37'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    for (const change of [String, (text: string) => text.toUpperCase()]) {
      const challenge = await newChallenge(context);
      const base64 = signChallenge(challenge, session.keyPair.privateKey);
      const signature = change(Buffer.from(base64, 'base64').toString('hex'));
      expectStatus(await identify(context, session, { challenge, signature }), 201);
    }
  },
});
