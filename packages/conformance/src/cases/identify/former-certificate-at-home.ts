import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, tokenOf } from '../../steps/identify.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: "refuses its own actor's ID-Cert from before a renewal, and accepts the new one",
  level: 'MUST',
  basis: ['R30', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const former = await context.enrolment.newSession(context);
    const session = await renewed(context, former);
    expectError(await identify(context, former), 'P2CORE_ID_CERT_INVALIDATED');
    await expectAlive(context, await tokenOf(context, session));
  },
});
