import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'lists key material by the age of its certificates, the oldest first',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const sessions = [
      await context.enrolment.newSession(context, { fid }),
      await context.enrolment.newSession(context, { fid }),
    ] as const;
    await uploaded(context, sessions[1]);
    await uploaded(context, sessions[0]);
    const answer = await context.send('getKeyMaterial', { token: sessions[0].token });
    const serials = (answer.json as { serial_number: string }[]).map((one) => one.serial_number);
    const expected = sessions.map(({ idCert }) => serialOf(idCert));
    expectEqual(serials, expected, 'the serial numbers', answer);
  },
});
