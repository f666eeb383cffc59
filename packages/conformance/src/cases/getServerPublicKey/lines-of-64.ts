import { defineCase } from '../../catalogue/case.js';
import { readPem, writePem } from '../../certificates/pem.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpKey } from '../../steps/look-up.js';

export default defineCase({
  title: 'writes the PEM in lines of 64 characters (RFC 7468 section 2)',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { pem, answer } = await lookUpKey(context);
    const again = writePem('PUBLIC KEY', readPem('PUBLIC KEY', pem));
    expectEqual(pem.trimEnd(), again.trimEnd(), 'the PEM', answer);
  },
});
