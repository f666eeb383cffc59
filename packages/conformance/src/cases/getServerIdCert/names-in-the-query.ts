import { defineCase } from '../../catalogue/case.js';
import { expectError, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title:
    'finds a parameter by its name, escaped or not, and in the letters that the contract gives',
  level: 'MUST',
  basis: ['contract'],
  async run({ send }) {
    const escaped = await send('getServerIdCert', { query: 'time%73tamp=0' });
    expectError(escaped, 'P2CORE_NO_CERT_AT_TIME');
    expectSuccess(await send('getServerIdCert', { query: 'Timestamp=0&TIMESTAMP=0' }));
  },
});
