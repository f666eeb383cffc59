import { schemas } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

const mostOctets = schemas.AuthPayload['x-p2-max-octets'];

export default defineCase({
  title: `refuses an auth_payload of more than ${mostOctets} octets, before it uses the challenge up`,
  level: 'MUST',
  basis: ['R27', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await context.enrolment.newSession(context);
    const challenge = await newChallenge(context);
    const auth_payload = { more: 'x'.repeat(mostOctets) };
    const answer = await identify(context, session, { challenge, auth_payload });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    expectStatus(await identify(context, session, { challenge }), 201);
  },
});
