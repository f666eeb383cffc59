import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: 'deletes key material where another serial number has none',
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const first = await context.enrolment.newSession(context);
    const second = await context.enrolment.newSession(context);
    await uploaded(context, first);
    const { token } = first;
    const serial = serialOf(first.idCert);
    const json = [serialOf(second.idCert), serial];
    expectStatus(await context.send('deleteKeyMaterial', { token, json }), 204);
    const query = { serial_numbers: serial };
    const answer = await context.send('getKeyMaterial', { token, query });
    expectError(answer, 'P2CORE_KEY_MATERIAL_NOT_FOUND');
  },
});
