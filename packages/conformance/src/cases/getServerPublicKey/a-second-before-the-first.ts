import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { at, serverHistory } from '../../steps/look-up.js';

export default defineCase({
  title: 'has none a second before its first certificate',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const [first] = await serverHistory(context);
    const answer = await context.send('getServerPublicKey', at((first?.idCert.notBefore ?? 0) - 1));
    expectError(answer, 'P2CORE_NO_CERT_AT_TIME');
  },
});
