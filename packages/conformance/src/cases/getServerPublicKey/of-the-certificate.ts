import { defineCase } from '../../catalogue/case.js';
import { expectKeyOfCertificate } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives the key of its certificate',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    await expectKeyOfCertificate(context);
  },
});
