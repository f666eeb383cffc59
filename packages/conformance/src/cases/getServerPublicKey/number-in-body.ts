import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { expectKeyOfCertificate, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title:
    'accepts a timestamp as a number in a body without Content-Type, as existing clients send it',
  level: 'MUST',
  basis: ['R2', 'R3', 'R4'],
  async run(context) {
    const { idCert } = await lookUpServer(context);
    await expectKeyOfCertificate(context, {
      content: JSON.stringify({ timestamp: idCert.notAfter }),
    });
    const early = await context.send('getServerPublicKey', { content: '{"timestamp":0}' });
    expectError(early, 'P2CORE_NO_CERT_AT_TIME');
  },
});
