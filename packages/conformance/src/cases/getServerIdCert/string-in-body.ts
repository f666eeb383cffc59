import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'accepts a timestamp as a decimal string in a body',
  level: 'MUST',
  basis: ['R2', 'R3'],
  async run(context) {
    const { pem, idCert } = await lookUpServer(context);
    const then = await lookUpServer(context, { json: { timestamp: String(idCert.notAfter) } });
    expectEqual(then.pem, pem, 'the current certificate', then.answer);
    const early = await context.send('getServerIdCert', { json: { timestamp: '0' } });
    expectError(early, 'P2CORE_NO_CERT_AT_TIME');
  },
});
