import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { at, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has none a second after the current certificate expires',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const { idCert } = await lookUpServer(context);
    const answer = await context.send('getServerIdCert', at(idCert.notAfter + 1));
    expectError(answer, 'P2CORE_NO_CERT_AT_TIME');
  },
});
