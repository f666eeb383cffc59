import { defineCase } from '../../catalogue/case.js';
import { validity } from '../../certificates/forge.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses an expired ID-Cert',
  level: 'MUST',
  basis: ['R20', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const now = context.now();
    const issued = newForeigner(context, {
      alter(tbs) {
        tbs.validity = validity(now - 3000, now - 600);
      },
    });
    expectError(await identify(context, issued), 'P2CORE_INVALID_ID_CERT');
  },
});
