import { defineCase } from '../../catalogue/case.js';
import { timeOf } from '../../run/clock.js';
import { at, expectKeyOfCertificate, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the same key as its certificate at a time in the future',
  level: 'MUST',
  basis: ['contract', 'R10'],
  async run(context) {
    const { idCert, answer } = await lookUpServer(context);
    const time = Math.floor((timeOf(answer) + idCert.notAfter) / 2);
    await expectKeyOfCertificate(context, at(time));
  },
});
