import { defineCase } from '../../catalogue/case.js';
import { readPem, writePem } from '../../certificates/pem.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'writes the PEM in lines of 64 characters (RFC 7468 section 2)',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { pem, answer } = await lookUpServer(context);
    const again = writePem('CERTIFICATE', readPem('CERTIFICATE', pem));
    expectEqual(pem.trimEnd(), again.trimEnd(), 'the PEM', answer);
  },
});
