import { defineCase } from '../../catalogue/case.js';
import { forgeAsValidAs } from '../../certificates/forge-as-valid-as.js';
import { expectError } from '../../check/expect.js';
import { presentForeign } from '../../steps/present-foreign.js';

export default defineCase({
  title: 'trusts no ID-Cert of a foreign actor that its home server did not sign',
  level: 'MUST',
  basis: ['R20'],
  needs: ['foreignSession'],
  effect: 'changes',
  async run(context) {
    const answer = await presentForeign(context, forgeAsValidAs);
    expectError(answer, 'P2CORE_ID_CERT_UNTRUSTED');
  },
});
