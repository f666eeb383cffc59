import { defineCase } from '../../catalogue/case.js';
import { at, expectKeyOfCertificate, serverHistory } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the same key as its certificate at each time in its past',
  level: 'MUST',
  basis: ['contract', 'R10'],
  async run(context) {
    for (const { idCert } of await serverHistory(context)) {
      await expectKeyOfCertificate(context, at(idCert.notBefore));
    }
  },
});
