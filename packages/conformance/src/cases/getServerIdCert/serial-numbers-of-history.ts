import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { serverHistory } from '../../steps/look-up.js';

export default defineCase({
  title: 'gave each of its certificates a unique serial number',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const seen = new Set<string>();
    for (const { idCert, answer } of await serverHistory(context)) {
      expectThat(
        !seen.has(idCert.serialNumber),
        'a new serial number',
        idCert.serialNumber,
        answer,
      );
      seen.add(idCert.serialNumber);
    }
  },
});
