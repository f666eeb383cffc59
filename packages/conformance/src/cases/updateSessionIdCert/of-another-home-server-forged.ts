import { defineCase } from '../../case.js';
import { expectError } from '../../expect.js';
import { presentForeign } from '../../foreign-session.js';
import { forgeAsValidAs } from '../../forge-as-valid-as.js';

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
