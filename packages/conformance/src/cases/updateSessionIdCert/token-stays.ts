import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { newForeigner, newForeignSession, tokenOf } from '../../steps/identify.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'leaves the token of a session whose ID-Cert is new, until it is revoked',
  level: 'MUST',
  basis: ['R31'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { token, fid, id } = await newForeignSession(context);
    const [localPart = ''] = fid.split('@');
    const next = newForeigner(context, { localPart, sessionId: id });
    const content = next.idCert;
    const headers = { 'Content-Type': 'application/x-pem-file' };
    expectStatus(await context.send('updateSessionIdCert', { token, content, headers }), 201);
    await expectAlive(context, token);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    await expectDead(context, token);
    await expectAlive(context, await tokenOf(context, next));
  },
});
