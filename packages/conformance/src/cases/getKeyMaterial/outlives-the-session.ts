import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'keeps key material when the session of its certificate ends',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const first = await context.enrolment.newSession(context);
    const second = await context.enrolment.newSession(context);
    await uploaded(context, first);
    const { id, token } = first;
    expectStatus(await context.send('deleteSession', { token, json: { session_id: id } }), 204);
    const query = { serial_numbers: serialOf(first.idCert) };
    expectStatus(await context.send('getKeyMaterial', { token: second.token, query }), 200);
  },
});
