import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { encryptedKey, upload } from '../../steps/key-material.js';

export default defineCase({
  title: 'accepts a PEM with lines of any length',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const [first = '', ...rest] = encryptedKey().trim().split('\n');
    const last = rest.pop() ?? '';
    const base64 = rest.join('');
    for (const width of [base64.length, 76, 10]) {
      const session = await context.enrolment.newSession(context);
      const lines = base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      const key_data = `${[first, ...lines, last].join('\n')}\n`;
      expectStatus(await upload(context, session, { key_data }), 201);
    }
  },
});
