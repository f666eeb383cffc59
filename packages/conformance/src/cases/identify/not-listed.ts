import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses an ID-Cert that its home server does not list',
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    expectError(
      await identify(context, newForeigner(context, { isListed: false })),
      'P2CORE_ID_CERT_INVALIDATED',
    );
  },
});
