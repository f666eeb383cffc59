import { defineCase } from '../../case.js';
import { readPem } from '../../certificates/pem.js';
import { expectThat } from '../../expect.js';
import { lookUpKey } from '../../look-ups.js';

export default defineCase({
  title: 'gives a SubjectPublicKeyInfo and nothing behind it',
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
