import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'names the serial numbers without key material',
  level: 'MUST',
  basis: ['page', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const first = await context.enrolment.newSession(context);
    const second = await context.enrolment.newSession(context);
    await uploaded(context, first);
    const [there, missing] = [serialOf(first.idCert), serialOf(second.idCert)];
    const answer = await context.send('getKeyMaterial', {
      token: first.token,
      query: `serial_numbers=${there}&serial_numbers=${missing}`,
    });
    expectError(answer, 'P2CORE_KEY_MATERIAL_NOT_FOUND');
    const { serial_numbers } = answer.json as { serial_numbers?: unknown };
    expectEqual(serial_numbers, [missing], 'serial_numbers', answer);
  },
});
