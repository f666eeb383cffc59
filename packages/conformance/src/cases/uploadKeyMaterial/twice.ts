import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { upload, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses key material where there is some already',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await uploaded(context, session);
    expectError(await upload(context, session), 'P2CORE_KEY_MATERIAL_EXISTS');
  },
});
