import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { serialOf, upload } from '../../steps/key-material.js';
import { renewed } from '../../steps/renew.js';

export default defineCase({
  title: 'accepts key material for a former certificate of the actor',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const former = await context.enrolment.newSession(context);
    const session = await renewed(context, former);
    const serial_number = serialOf(former.idCert);
    expectStatus(await upload(context, session, { serial_number }), 201);
    const query = { serial_numbers: serial_number };
    const answer = await context.send('getKeyMaterial', { token: session.token, query });
    expectStatus(answer, 200);
  },
});
