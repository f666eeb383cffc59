import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: "accepts the page's bare array as content",
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const { token } = session;
    await uploaded(context, session);
    const serial = serialOf(session.idCert);
    expectStatus(await context.send('deleteKeyMaterial', { token, json: [serial] }), 204);
    const query = { serial_numbers: serial };
    const answer = await context.send('getKeyMaterial', { token, query });
    expectError(answer, 'P2CORE_KEY_MATERIAL_NOT_FOUND');
  },
});
