import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'accepts serial numbers in both query and body only where they are the same set',
  level: 'MUST',
  basis: ['R3', 'R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const sessions = [
      await context.enrolment.newSession(context),
      await context.enrolment.newSession(context),
    ];
    for (const session of sessions) await uploaded(context, session);
    const [one = '', other = ''] = sessions.map(({ idCert }) => serialOf(idCert));
    const ask = (query: string[], serial_numbers: string[]) =>
      context.send('getKeyMaterial', {
        ...{ token: sessions[0]?.token ?? '', json: { serial_numbers } },
        query: query.map((serial) => `serial_numbers=${serial}`).join('&'),
      });
    const both = await ask([one, other], [other, one]);
    expectEqual((both.json as unknown[]).length, 2, 'the number of keys', both);
    expectError(await ask([one], [other]), 'P2CORE_BAD_REQUEST');
    expectError(await ask([one], [one, other]), 'P2CORE_BAD_REQUEST');
  },
});
