import { defineCase } from '../../case.js';
import { expectError } from '../../expect.js';
import { forgeAsValidAs } from '../../forge-as-valid-as.js';
import { idCertOf } from '../../look-ups.js';
import { sendIdCert } from '../../refused-id-cert.js';

export default defineCase({
  title: "trusts no ID-Cert that another key than the home server's signed",
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const forged = forgeAsValidAs(await idCertOf(context, context.session));
    expectError(await sendIdCert(context, forged), 'P2CORE_ID_CERT_UNTRUSTED');
  },
});
