import { defineCase } from '../../catalogue/case.js';
import { forgeAsValidAs } from '../../certificates/forge-as-valid-as.js';
import { expectError } from '../../check/expect.js';
import { idCertOf } from '../../steps/look-up.js';
import { sendIdCert } from '../../steps/send-id-cert.js';

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
