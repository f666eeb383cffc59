import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newForeignSession, nextIdCert, update } from '../../steps/identify.js';

export default defineCase({
  title: "refuses a log-in with the session's former ID-Cert",
  level: 'MUST',
  basis: ['R20', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    expectStatus(await update(context, session, nextIdCert(context, session)), 201);
    expectError(await identify(context, session), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
