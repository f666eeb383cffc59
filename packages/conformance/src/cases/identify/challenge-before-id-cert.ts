import { defineCase } from '../../catalogue/case.js';
import { writePem } from '../../certificates/pem.js';
import { expectError } from '../../check/expect.js';
import { identify, newChallenge } from '../../steps/identify.js';

export default defineCase({
  title: 'checks the challenge before the ID-Cert',
  level: 'MUST',
  basis: ['R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { keyPair } = await context.enrolment.newSession(context);
    const idCert = writePem('CERTIFICATE', Buffer.from('no certificate at all'));
    const challenge = (await newChallenge(context)).replace(/.$/, (last) =>
      last === 'A' ? 'B' : 'A',
    );
    const answer = await identify(context, { idCert, keyPair }, { challenge });
    expectError(answer, 'P2CORE_CHALLENGE_INVALID');
  },
});
