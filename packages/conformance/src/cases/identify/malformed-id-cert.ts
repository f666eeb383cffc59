import { Extensions } from '@peculiar/asn1-x509';
import { defineCase } from '../../catalogue/case.js';
import { basicConstraints } from '../../certificates/forge.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { signChallenge } from '../../enrolment/challenge.js';
import { identify, newChallenge, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses a malformed ID-Cert before it checks the signature',
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const issued = newForeigner(context, {
      alter(tbs) {
        tbs.extensions = new Extensions([basicConstraints({ cA: true })]);
      },
    });
    const challenge = await newChallenge(context);
    const signature = signChallenge(challenge, newKeyPair().privateKey);
    const answer = await identify(context, issued, { challenge, signature });
    expectError(answer, 'P2CORE_INVALID_ID_CERT');
  },
});
