import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title:
    'gives the key material of the serial numbers that are asked for, in the query or in the body',
  level: 'MUST',
  basis: ['R3', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const serials: string[] = [];
    let token = '';
    for (let count = 0; count < 3; count++) {
      const session = await context.enrolment.newSession(context, { fid });
      await uploaded(context, session);
      serials.push(serialOf(session.idCert));
      token = session.token;
    }
    const asked = serials.slice(1);
    const query = asked.map((serial) => `serial_numbers=${serial}`).join('&');
    for (const options of [{ query }, { json: { serial_numbers: asked } }]) {
      const answer = await context.send('getKeyMaterial', { token, ...options });
      expectStatus(answer, 200);
      const given = (answer.json as { serial_number: string }[]).map((one) => one.serial_number);
      expectEqual(new Set(given), new Set(asked), 'the serial numbers', answer);
    }
  },
});
