import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'deletes key material',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const { token } = session;
    await uploaded(context, session);
    const query = { serial_numbers: serialOf(session.idCert) };
    expectStatus(await context.send('deleteKeyMaterial', { token, query }), 204);
    const answer = await context.send('getKeyMaterial', { token, query });
    expectError(answer, 'P2CORE_KEY_MATERIAL_NOT_FOUND');
  },
});
