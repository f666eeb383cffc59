import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses an ID-Cert that its home server has flagged',
  level: 'MUST',
  basis: ['page', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const issued = newForeigner(context);
    context.homeServer.invalidate(issued, context.now());
    expectError(await identify(context, issued), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
