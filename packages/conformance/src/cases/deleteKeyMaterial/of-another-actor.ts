import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { serialOf, uploaded } from '../../steps/key-material.js';

export default defineCase({
  title: "keeps another actor's key material",
  level: 'MUST',
  basis: ['R32'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await uploaded(context, session);
    const fid = await context.enrolment.register(context);
    const other = await context.enrolment.newSession(context, { fid });
    const json = [serialOf(session.idCert)];
    expectStatus(await context.send('deleteKeyMaterial', { token: other.token, json }), 204);
    const query = { serial_numbers: serialOf(session.idCert) };
    expectStatus(await context.send('getKeyMaterial', { token: session.token, query }), 200);
  },
});
