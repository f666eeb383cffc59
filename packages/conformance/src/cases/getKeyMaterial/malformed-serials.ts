import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { malformedSerials, serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'refuses serial numbers with one that is malformed, and more than 100 of them',
  level: 'MUST',
  basis: ['R32', 'contract'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await uploaded(context, session);
    const { token } = session;
    const serial = serialOf(session.idCert);
    const tooMany = Array.from({ length: 101 }, (_, index) => String(index + 1));
    for (const serial_numbers of [
      [],
      tooMany,
      ...malformedSerials(serial).map((one) => [serial, one]),
    ]) {
      const answer = await context.send('getKeyMaterial', { token, json: { serial_numbers } });
      expectError(answer, 'P2CORE_BAD_REQUEST');
    }
  },
});
