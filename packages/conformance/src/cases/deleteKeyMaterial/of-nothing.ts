import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { serialOf } from '../../steps/key-material.js';

export default defineCase({
  title: 'answers 204 for key material that is not there',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token, idCert } = await context.enrolment.newSession(context);
    const query = { serial_numbers: serialOf(idCert) };
    for (let count = 0; count < 2; count++) {
      expectStatus(await context.send('deleteKeyMaterial', { token, query }), 204);
    }
  },
});
