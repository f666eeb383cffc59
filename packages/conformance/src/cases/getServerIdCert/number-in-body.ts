import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title:
    'accepts a timestamp as a number in a body without Content-Type, as existing clients send it',
  level: 'MUST',
  basis: ['R2', 'R3', 'R4'],
  async run(context) {
    const { pem, idCert, answer } = await lookUpServer(context);
    const content = JSON.stringify({ timestamp: idCert.notAfter });
    const then = await lookUpServer(context, { content });
    expectEqual(then.pem, pem, 'the current certificate', answer);
    const late = await context.send('getServerIdCert', { content: '{"timestamp":0}' });
    expectError(late, 'P2CORE_NO_CERT_AT_TIME');
  },
});
