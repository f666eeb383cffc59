import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'shows a session what another session of the actor has stored, and another actor nothing',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const first = await context.enrolment.newSession(context);
    const second = await context.enrolment.newSession(context);
    await uploaded(context, first);
    const query = { serial_numbers: serialOf(first.idCert) };
    expectStatus(await context.send('getKeyMaterial', { token: second.token, query }), 200);
    const other = await context.enrolment.newSession(context, {
      fid: await context.enrolment.register(context),
    });
    const answer = await context.send('getKeyMaterial', { token: other.token, query });
    expectError(answer, 'P2CORE_KEY_MATERIAL_NOT_FOUND');
  },
});
