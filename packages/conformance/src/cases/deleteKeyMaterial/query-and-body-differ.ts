import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'deletes nothing where query and body name other serial numbers',
  level: 'MUST',
  basis: ['R3', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await uploaded(context, session);
    const { token } = session;
    const query = { serial_numbers: serialOf(session.idCert) };
    const answer = await context.send('deleteKeyMaterial', { token, query, json: ['1'] });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    expectStatus(await context.send('getKeyMaterial', { token, query }), 200);
  },
});
