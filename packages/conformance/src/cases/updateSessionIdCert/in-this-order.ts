import { Extensions } from '@peculiar/asn1-x509';
import { defineCase } from '../../catalogue/case.js';
import { basicConstraints, forgeIdCert, keyUsage } from '../../certificates/forge.js';
import { expectInvalid, sendIdCert } from '../../steps/send-id-cert.js';

export default defineCase({
  title: "checks an ID-Cert's form first, then its subject, then its signature",
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const names = {
      fid: context.actor.fid,
      sessionId: context.secondSession.id,
      now: context.now(),
    };
    const pem = forgeIdCert(names, (tbs) => {
      tbs.extensions = new Extensions([basicConstraints({ cA: true }), keyUsage('keyCertSign')]);
    });
    expectInvalid(await sendIdCert(context, pem));
  },
});
