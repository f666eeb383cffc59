import { defineCase } from '../../catalogue/case.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: "has a certificate that keeps every rule of a home server's root",
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    await lookUpServer(context);
  },
});
