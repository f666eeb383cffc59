import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { at } from '../../steps/look-up.js';

export default defineCase({
  title: 'has none at the epoch',
  level: 'MUST',
  basis: ['R10'],
  async run({ send }) {
    expectError(await send('getServerIdCert', at(0)), 'P2CORE_NO_CERT_AT_TIME');
  },
});
