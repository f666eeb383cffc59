import { defineCase } from '../../catalogue/case.js';
import { readPem } from '../../certificates/pem.js';
import { expectThat } from '../../check/expect.js';
import { lookUpKey } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives a SubjectPublicKeyInfo and nothing after it',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { pem, key, answer } = await lookUpKey(context);
    const der = readPem('PUBLIC KEY', pem);
    const again = key.export({ type: 'spki', format: 'der' });
    expectThat(
      der.equals(again),
      'its DER',
      `${der.length} octets in place of ${again.length}`,
      answer,
    );
  },
});
