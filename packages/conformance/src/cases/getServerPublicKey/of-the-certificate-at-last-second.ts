import { defineCase } from '../../catalogue/case.js';
import { at, expectKeyOfCertificate, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the key of its certificate in the last second of the validity',
  level: 'MUST',
  basis: ['contract', 'R10'],
  async run(context) {
    const { idCert } = await lookUpServer(context);
    await expectKeyOfCertificate(context, at(idCert.notAfter));
  },
});
