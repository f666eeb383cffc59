import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newForeignSession, nextIdCert, update } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses the ID-Cert that the session had before',
  level: 'MUST',
  basis: ['R20'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    expectStatus(await update(context, session, nextIdCert(context, session)), 201);
    expectError(await update(context, session, session), 'P2CORE_INVALID_ID_CERT');
  },
});
