import { defineCase } from '../../case.js';
import { lookUpServer } from '../../look-ups.js';

export default defineCase({
  title: "has a certificate that keeps every rule of a home server's root",
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    await lookUpServer(context);
  },
});
