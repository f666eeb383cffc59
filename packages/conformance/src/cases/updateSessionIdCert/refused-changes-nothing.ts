import { defineCase } from '../../catalogue/case.js';
import { forgeAsValidAs } from '../../certificates/forge-as-valid-as.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { idCertOf, lookUpActor } from '../../steps/look-up.js';
import { sendIdCert } from '../../steps/send-id-cert.js';

export default defineCase({
  title: 'leaves the ID-Certs of a session as they are when it refuses one',
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
  async run(context) {
    const look = () => lookUpActor(context, { query: { session_id: context.session.id } });
    const before = await look();
    const forged = forgeAsValidAs(await idCertOf(context, context.session));
    expectError(await sendIdCert(context, forged), 'P2CORE_ID_CERT_UNTRUSTED');
    const after = await look();
    expectEqual(after.listed, before.listed, 'the ID-Certs of before', after.answer);
  },
});
