import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'stores key material, and gives it back unchanged',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const key_data = await uploaded(context, session);
    const answer = await context.send('getKeyMaterial', {
      token: session.token,
      query: { serial_numbers: serialOf(session.idCert) },
    });
    expectStatus(answer, 200);
    const expected = [{ key_data, serial_number: serialOf(session.idCert) }];
    expectEqual(answer.json, expected, 'the key material', answer);
  },
});
