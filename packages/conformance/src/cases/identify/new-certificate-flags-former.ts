import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeignSession, nextIdCert, tokenOf } from '../../steps/identify.js';
import { expectAlive, expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: "flags the session's former certificate when a new one logs in",
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { token, ...former } = await newForeignSession(context);
    const next = nextIdCert(context, former);
    await expectAlive(context, await tokenOf(context, next));
    await expectDead(context, token);
    expectError(await identify(context, former), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
