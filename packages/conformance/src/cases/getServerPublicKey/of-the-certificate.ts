import { defineCase } from '../../catalogue/case.js';
import { expectKeyOfCertificate } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the key that its certificate is about',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    await expectKeyOfCertificate(context);
  },
});
