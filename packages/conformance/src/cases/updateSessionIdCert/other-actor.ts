import { defineCase } from '../../catalogue/case.js';
import { forgeIdCert } from '../../certificates/forge.js';
import { expectError } from '../../check/expect.js';
import { sendIdCert } from '../../steps/send-id-cert.js';

export default defineCase({
  title: 'refuses the ID-Cert of another actor',
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const names = {
      fid: `mallory@${context.actor.fid.split('@')[1]}`,
      sessionId: context.session.id,
      now: context.now(),
    };
    const answer = await sendIdCert(context, forgeIdCert(names));
    expectError(answer, 'P2CORE_ID_CERT_MISMATCH');
  },
});
