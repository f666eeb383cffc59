import { defineCase } from '../../catalogue/case.js';
import { expectError, expectThat } from '../../check/expect.js';
import { upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses a private key in clear, and does not say it back',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const pem = session.keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const secret = pem.split('\n')[1] ?? '';
    for (const key_data of [pem, pem.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY')]) {
      const answer = await upload(context, session, { key_data });
      expectError(answer, 'P2CORE_PLAINTEXT_KEY');
      expectThat(
        !answer.text.includes(secret),
        'an answer without the key',
        'one that says it',
        answer,
      );
    }
  },
});
