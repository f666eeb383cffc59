import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { expectKeyOfCertificate, lookUpServer } from '../../steps/look-up.js';
import { rotate } from '../../steps/rotate.js';

export default defineCase({
  title: 'answers with a certificate of a new key, which is current from then on',
  level: 'MUST',
  basis: ['page', 'R19'],
  needs: ['administratorToken'],
  effect: 'destroys',
  async run(context) {
    const before = await lookUpServer(context);
    await expectKeyOfCertificate(context);
    const { idCert, pem, answer } = await rotate(context);
    const isNew = !idCert.publicKey.equals(before.idCert.publicKey);
    expectThat(isNew, 'a key that is not the old one', 'the old one', answer);
    expectEqual(idCert.domain, before.idCert.domain, 'the domain', answer);
    const after = await lookUpServer(context);
    expectEqual(after.pem, pem, 'the current certificate', after.answer);
    await expectKeyOfCertificate(context);
  },
});
