import { defineCase } from '../../case.js';
import { expectKeyOfCertificate } from '../../look-ups.js';

export default defineCase({
  title: 'has the key that its certificate is about',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    await expectKeyOfCertificate(context);
  },
});
