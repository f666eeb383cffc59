import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { newForeignSession, nextIdCert, tokenOf, update } from '../../steps/identify.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'keeps the token of a session with a new ID-Cert, until it is revoked',
  level: 'MUST',
  basis: ['R31'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const { token } = session;
    const next = nextIdCert(context, session);
    expectStatus(await update(context, session, next), 201);
    await expectAlive(context, token);
    expectStatus(await context.send('revokeSessionToken', { token }), 204);
    await expectDead(context, token);
    await expectAlive(context, await tokenOf(context, next));
  },
});
