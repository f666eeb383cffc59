import { Validity } from '@peculiar/asn1-x509';
import { defineCase } from '../../case.js';
import { forgeIdCert } from '../../certificates/forge.js';
import { expectError } from '../../expect.js';
import { idCertOf } from '../../look-ups.js';
import { sendIdCert } from '../../refused-id-cert.js';

export default defineCase({
  title: "trusts no ID-Cert that another key than the home server's signed",
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const names = { fid: context.actor.fid, sessionId: context.session.id };
    const { notBefore, notAfter } = await idCertOf(context, context.session);
    const forged = forgeIdCert(names, (tbs) => {
      tbs.validity = new Validity({
        notBefore: new Date(notBefore * 1000),
        notAfter: new Date(notAfter * 1000),
      });
    });
    const answer = await sendIdCert(context, forged);
    expectError(answer, 'P2CORE_ID_CERT_UNTRUSTED');
  },
});
